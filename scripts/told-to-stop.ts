import process from 'node:process';

/**
 * How long the pages stay open after the program was told to stop (DRAIN_SECONDS, at most a minute): /readyz says 503 at
 * once, so that whoever shares out requests between several programs sends the next ones to another.
 */
export function drainTime(environment: NodeJS.ProcessEnv): number {
	const seconds = Number(environment.DRAIN_SECONDS || 0);
	return Number.isFinite(seconds) ? Math.min(60, Math.max(0, seconds)) * 1_000 : 0;
}

/** `asked`: somebody wants an orderly end; else the process that started this one is gone. */
export type Reason = 'asked' | 'alone';

/**
 * Runs `finish` once and ends the process: on SIGTERM, and when the process that started this one is gone
 * (its channel closes, however it was ended). Ctrl-C reaches every process of the terminal at once; those
 * with a parent leave it to the parent.
 */
export function whenToldToStop(finish: (reason: Reason) => Promise<void>): void {
	let stopping = false;
	const stop = (reason: Reason) => {
		if (stopping) return;
		stopping = true;
		finish(reason).then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.on('SIGTERM', () => stop('asked'));
	process.on('disconnect', () => stop('alone'));
	process.on('SIGINT', () => {
		if (!process.connected) stop('asked');
	});
}
