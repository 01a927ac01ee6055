import { formatPath, InvalidOptionError, isObject } from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import { type PlainRules, unplainIn } from '../rows/unplain.ts';
import { onlyColumn, type Setting, settingTemplates } from '../template/set-path.ts';
import { parseTemplate, requireColumns, type Template } from '../template/template.ts';
import type { RowReading } from './row-reading.ts';

/** A setting whose value may come from each row. */
export interface RowSetting {
  readonly templates: readonly Template[];
  readonly of: (reading: RowReading) => Setting;
}

/**
 * Makes settings ready for rows.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` as {@link settingTemplates}, and where a value is none that JSON can say.
 */
export function rowSettings(settings: readonly Setting[]): readonly RowSetting[] {
  return settings.map((setting) => {
    requirePlain(setting);
    const templates = settingTemplates(setting);
    const { path, value, as } = setting;
    const column = as === 'json' ? onlyColumn(templates[0]) : undefined;
    if (column !== undefined)
      return { templates, of: (reading) => ({ path, value: reading.json(column) }) };
    if (as === undefined) return { templates, of: () => setting };
    const valueOf = filler(value);
    return { templates, of: (reading) => ({ path, value: valueOf(reading) }) };
  });
}

/** Checks that a table, or the first row of another source, has the columns of the settings. */
export function requireSettingColumns(settings: readonly RowSetting[], row: Row): void {
  for (const { templates } of settings)
    for (const template of templates) requireColumns(template, row, 'set');
}

const IN_SETTINGS: PlainRules = { takesBigInt: false, takesInstances: true };

function requirePlain({ path, value }: Setting): void {
  const flaw = unplainIn(value, IN_SETTINGS);
  if (flaw === undefined) return;
  const where = formatPath([...path, ...flaw.path]);
  throw new InvalidOptionError(`The setting ${where} is ${flaw.what}, which JSON cannot say`, {
    option: 'set',
    expected: 'a value of JSON',
    received: flaw.what,
    hint: 'Give text, a number, true, false, null, or lists and objects of these',
  });
}

/** Makes what fills the strings of a value for each row. */
function filler(value: unknown): (reading: RowReading) => unknown {
  if (typeof value === 'string') {
    const template = parseTemplate(value, 'set');
    return (reading) => reading.text(template);
  }
  if (Array.isArray(value)) {
    const items = value.map(filler);
    return (reading) => items.map((item) => item(reading));
  }
  if (!isObject(value)) return () => value;
  const members = Object.entries(value).map(([key, member]) => [key, filler(member)] as const);
  return (reading) => Object.fromEntries(members.map(([key, member]) => [key, member(reading)]));
}
