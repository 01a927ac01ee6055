import type { Asked, Turn } from './asked.ts';
import { CLAUDE } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

const FORM = { models: CLAUDE, form: 'InvokeModel', byModel: true } as const;

const UNIONS = ['oneOf', 'allOf', 'anyOf'];

/** What Claude refuses of tools, their uses and their results. */
export const toolRefusals: readonly Refusal[] = [
  {
    ...FORM,
    textFor: ({ tools }) => {
      const names = tools.map(({ name }) => name).filter((name) => typeof name === 'string');
      return new Set(names).size < names.length ? 'tools: Tool names must be unique.' : undefined;
    },
    observed: true,
    source: 'a relay’s log of a live 400 in a public repository',
    seenOn: '2026-08-10',
  },
  {
    ...FORM,
    textFor: ({ tools }) => {
      const wrong = tools.find(({ schema }) => UNIONS.some((key) => key in (schema ?? {})));
      return wrong === undefined
        ? undefined
        : `${wrong.path}.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level`;
    },
    observed: true,
    source: 'GitNexus #2487, goose #2150',
    seenOn: '2026-08-17',
  },
  {
    ...FORM,
    textFor: ({ tools }) => {
      const untyped = tools.find(({ schema }) => schema !== undefined && !('type' in schema));
      return untyped === undefined
        ? undefined
        : `${untyped.path}.custom.input_schema.type: Field required`;
    },
    observed: false,
    source: 'GitNexus #2487, goose #2150: a schema is one of an object at its top',
    seenOn: '2026-08-17',
  },
  {
    ...FORM,
    textFor: ({ tools }) => {
      const other = tools.find(
        ({ schema }) => 'type' in (schema ?? {}) && schema?.['type'] !== 'object',
      );
      return other === undefined
        ? undefined
        : `${other.path}.custom.input_schema.type: Input should be 'object'`;
    },
    observed: true,
    source: 'live 400s of Claude in public repositories',
    seenOn: '2026-10',
  },
  {
    ...FORM,
    textFor: ({ tools, toolChoice }) => {
      const name = toolChoice?.['type'] === 'tool' ? toolChoice['name'] : undefined;
      return typeof name === 'string' && !tools.some((tool) => tool.name === name)
        ? `Tool '${name}' not found in provided tools`
        : undefined;
    },
    observed: true,
    source: 'live 400s in public repositories',
    seenOn: '2026-10',
  },
  {
    ...FORM,
    textFor: ({ turns }) => {
      const twice = merged(turns).some((turn) => {
        const ids = idsOf(turn, 'use');
        return new Set(ids).size < ids.length;
      });
      return twice ? 'messages: `tool_use` ids must be unique' : undefined;
    },
    observed: false,
    source: 'Messages API',
    seenOn: '2026-08',
  },
  {
    ...FORM,
    textFor: (asked) => {
      const open = unanswered(asked);
      return open === undefined
        ? undefined
        : `${open.path}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.ids.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
    },
    observed: true,
    source: 'Messages API; live 400s in public repositories',
    seenOn: '2026-08',
  },
  {
    ...FORM,
    textFor: (asked) => {
      const stray = strayResult(asked);
      return stray === undefined
        ? undefined
        : `${stray.path}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray.id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
    },
    observed: true,
    source: 'Messages API; live 400s in public repositories',
    seenOn: '2026-08',
  },
];

/** Turns of one role that follow each other are one turn. */
function merged(turns: readonly Turn[]): readonly Turn[] {
  const all: Turn[] = [];
  for (const turn of turns) {
    const last = all.at(-1);
    if (last === undefined || last.role !== turn.role) all.push(turn);
    else all[all.length - 1] = { ...last, blocks: [...last.blocks, ...turn.blocks] };
  }
  return all;
}

function idsOf(turn: Turn | undefined, kind: 'use' | 'result'): readonly string[] {
  const blocks = turn?.blocks.filter((block) => block.kind === kind) ?? [];
  return blocks.map(({ id }) => id).filter((id) => typeof id === 'string');
}

function unanswered({ turns }: Asked) {
  const all = merged(turns);
  for (const [at, turn] of all.entries()) {
    const answered = idsOf(all[at + 1], 'result');
    const ids = idsOf(turn, 'use').filter((id) => !answered.includes(id));
    if (ids.length > 0) return { path: turn.path, ids };
  }
  return undefined;
}

function strayResult({ turns }: Asked): { path: string; id: string } | undefined {
  const all = merged(turns);
  for (const [at, { blocks }] of all.entries()) {
    const used = idsOf(all[at - 1], 'use');
    for (const { kind, path, id } of blocks) {
      if (kind === 'result' && typeof id === 'string' && !used.includes(id)) return { path, id };
    }
  }
  return undefined;
}
