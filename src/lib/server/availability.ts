const awayCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ENOENT',
	'57P01', // admin_shutdown
	'57P02', // crash_shutdown
	'57P03', // cannot_connect_now
	'08000',
	'08001',
	'08003',
	'08004',
	'08006',
]);

/** Whether a failure means that the database is not there right now, rather than a bug. */
export function databaseIsAway(failure: unknown): boolean {
	for (
		let cause = failure, depth = 0;
		cause instanceof Error && depth < 5;
		cause = cause.cause, depth++
	) {
		if ('code' in cause && typeof cause.code === 'string' && awayCodes.has(cause.code)) return true;
		if (
			/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
				cause.message,
			)
		)
			return true;
	}
	return false;
}
