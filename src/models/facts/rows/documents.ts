import type { DocumentSupport } from '../document-support.ts';

const SUPPORT = '"Supported models and model features"';

/** Sizes: "API restrictions". S3: confirmed by the service team. Formats that can be cited: the words of a refusal. */
const CLAUDE = {
  fromS3: false,
  cited: ['pdf', 'txt'],
  source: `AWS, "API restrictions" and ${SUPPORT}; aws-sdk-js-v3 #7732, boto3 #4726`,
  readOn: '2026-11-28',
} as const;

/** Documents by Converse for Claude before Claude 4. */
export const DOCUMENTS_OF_CLAUDE_3: DocumentSupport = { ...CLAUDE, larger: [] };

/** A PDF of 22 MB was taken. */
export const DOCUMENTS_OF_CLAUDE: DocumentSupport = {
  ...CLAUDE,
  larger: ['pdf'],
  source: `${CLAUDE.source}; LibreChat #12459, measured`,
};

export const DOCUMENTS_OF_NOVA: DocumentSupport = {
  larger: ['pdf', 'docx'],
  fromS3: true,
  cited: [],
  source: `AWS, "API restrictions" and ${SUPPORT}`,
  readOn: '2026-11-28',
};

/** AWS's table has no documents for the model. */
export const NO_DOCUMENTS: DocumentSupport = {
  larger: [],
  cited: [],
  noneBy: `${SUPPORT} of AWS says so, and reports of a refusal are not known`,
  source: `AWS, ${SUPPORT}`,
  readOn: '2026-11-28',
};

/** Users were refused. */
export const DOCUMENTS_REFUSED: DocumentSupport = {
  ...NO_DOCUMENTS,
  noneBy: 'that is known from users who were told "This model doesn\'t support documents"',
  source: 'reports of users',
};
