const awayCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ENOENT',
	'53200', // out_of_memory
	'53300', // too_many_connections
	'55P03', // lock_not_available: somebody holds the table
	'57014', // query_canceled: it took too long
	'57P01', // admin_shutdown
	'57P02', // crash_shutdown
	'57P03', // cannot_connect_now
	'08000',
	'08001',
	'08003',
	'08004',
	'08006',
]);

/** Whether a failure means that the database is not there right now or has no time, rather than a bug. */
export function databaseIsAway(failure: unknown): boolean {
	for (const cause of causesOf(failure)) {
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

/** Whether something could not be written because there is no room, in the database or beside it. */
export function diskWasFull(failure: unknown): boolean {
	return causesOf(failure).some(
		(cause) => 'code' in cause && (cause.code === '53100' || cause.code === 'ENOSPC'),
	);
}

function causesOf(failure: unknown): Error[] {
	const found: Error[] = [];
	for (let cause = failure; cause instanceof Error && found.length < 5; cause = cause.cause) {
		found.push(cause);
	}
	return found;
}
