// @ts-check
// Stands in the bundle of the command for node:child_process, which commander loads and the command never uses.
exports.spawn = () => {
  throw new Error('No command is a program of its own: this is a bug');
};
