/** How deep causes of causes are logged. */
const MAX_CAUSES = 5;
/** Fields of an error that hold no value of a row, no address and no text of a mail. */
const LOGGED_FIELDS = ['code', 'errno', 'syscall', 'status'] as const;
/** Fields that the errors of database drivers have, whose messages may quote a row. */
const DRIVER_FIELDS = ['sql', 'sqlMessage', 'sqlState', 'severity', 'detail'] as const;

/** An error as the log has it: its class, message, stack and codes, and those of its causes. */
export function serializeError(error: unknown, depth = 0): unknown {
  if (typeof error === 'string') return error;
  if (!isErrorLike(error)) return {};
  const fields = fieldsOf(error);
  const isRaw = DRIVER_FIELDS.some((name) => name in fields) || String(fields['code']).startsWith('SQLITE_');
  const stack = error.stack ?? '';
  const goesOn = depth < MAX_CAUSES;
  const errors: readonly unknown[] = goesOn && Array.isArray(fields['errors']) ? fields['errors'] : [];
  return {
    type: error.name,
    message: isRaw ? 'an error of a database driver, whose words may quote a row' : error.message,
    stack: isRaw ? framesOf(stack) : stack,
    ...Object.fromEntries(LOGGED_FIELDS.filter((name) => name in fields).map((name) => [name, fields[name]])),
    ...(goesOn && error.cause !== undefined && { cause: serializeError(error.cause, depth + 1) }),
    ...(errors.length > 0 && { errors: errors.map((each) => serializeError(each, depth + 1)) }),
  };
}

/** Not by `instanceof`: a driver's error may be another realm's. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && 'stack' in error && 'name' in error;
}

function fieldsOf(error: object): Readonly<Record<string, unknown>> {
  return 'errors' in error ? { ...error, errors: error.errors } : { ...error };
}

/** The first lines of a stack are the message. */
function framesOf(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return lines.join('\n');
}
