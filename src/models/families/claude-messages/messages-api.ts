/** What people call the API whose bodies Claude takes. */
export const MESSAGES_API = 'the Messages API';
