import pg from 'pg';

/** The channel on which every commit of an act names its operator (migrations: announce_change). */
export const changesChannel = 'otagaisama_changed';

/**
 * Listens to what any process says on a channel of the database. `onGap` is called when something may have been missed,
 * `isListening` tells whether silence can be trusted. Keeps trying while the database is away; ends with the process.
 */
export function listenTo(
	databaseUrl: string,
	channel: string,
	{ onMessage, onGap }: { onMessage: (message: string) => void; onGap: () => void },
): { isListening: () => boolean; stop: () => void } {
	let listening = false;
	let stopped = false;
	let current: pg.Client | undefined;

	function again(): void {
		listening = false;
		if (stopped) return;
		onGap();
		setTimeout(connect, 1_000).unref();
	}

	function connect(): void {
		const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
		current = client;
		let ended = false;
		const end = () => {
			if (ended) return;
			ended = true;
			client.end().catch(() => undefined);
			again();
		};
		client.on('error', end);
		client.on('end', end);
		client.on('notification', ({ payload }) => payload && onMessage(payload));
		client
			.connect()
			.then(() => client.query(`listen ${channel}`))
			.then(() => {
				onGap();
				listening = !ended;
			}, end);
	}

	connect();
	return {
		isListening: () => listening,
		stop() {
			stopped = true;
			current?.end().catch(() => undefined);
		},
	};
}
