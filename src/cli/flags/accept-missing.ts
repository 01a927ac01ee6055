import { Option } from 'commander';

/** The flag that says that outputs are gone for good. */
export function acceptMissingOption(): Option {
  return new Option(
    '--accept-missing',
    'go on with outputs that are not those Bedrock counted: some were deleted for good',
  );
}
