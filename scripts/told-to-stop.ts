import process from 'node:process';

/**
 * Runs `finish` once and ends the process: on SIGTERM, and when the process that started this one is gone
 * (its channel closes, however it was ended). Ctrl-C reaches every process of the terminal at once; those
 * with a parent leave it to the parent.
 */
export function whenToldToStop(finish: () => Promise<void>): void {
	let stopping = false;
	const stop = () => {
		if (stopping) return;
		stopping = true;
		finish().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.on('SIGTERM', stop);
	process.on('disconnect', stop);
	process.on('SIGINT', () => {
		if (!process.connected) stop();
	});
}
