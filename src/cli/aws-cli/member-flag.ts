/** Gives a member of a request the name of its flag, as the AWS CLI makes it: `jobName` is `--job-name`, `resourceARN` is `--resource-arn`. */
export function memberFlag(member: string): string {
  const words = member.replace(/[A-Z]+(?![a-z])|[A-Z]/g, (letters) => `-${letters.toLowerCase()}`);
  return `--${words}`;
}

/** Gives a member the name that its option has when the command line has been read: `resourceArn`. */
export function memberOption(member: string): string {
  return memberFlag(member)
    .slice('--'.length)
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
