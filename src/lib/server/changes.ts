import pg from 'pg';

/** The channel on which every commit of an act names its operator (migrations: announce_change). */
const channel = 'otagaisama_changed';

/**
 * Listens to what any process changes. `onGap` is called when changes may have been missed, `isListening` tells whether
 * the answer "nothing changed" can be trusted. Keeps trying while the database is away; ends with the process.
 */
export function listenForChanges(
	databaseUrl: string,
	{ onChange, onGap }: { onChange: (operatorId: string) => void; onGap: () => void },
): { isListening: () => boolean } {
	let listening = false;

	function again(): void {
		listening = false;
		onGap();
		setTimeout(connect, 1_000).unref();
	}

	function connect(): void {
		const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
		let ended = false;
		const end = () => {
			if (ended) return;
			ended = true;
			client.end().catch(() => undefined);
			again();
		};
		client.on('error', end);
		client.on('end', end);
		client.on('notification', ({ payload }) => payload && onChange(payload));
		client
			.connect()
			.then(() => client.query(`listen ${channel}`))
			.then(() => {
				onGap();
				listening = !ended;
			}, end);
	}

	connect();
	return { isListening: () => listening };
}
