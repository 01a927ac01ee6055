/** Gives a member of a request the name of its flag, as the AWS CLI makes it: `jobName` is `--job-name`. */
export function memberFlag(member: string): string {
  return `--${member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
