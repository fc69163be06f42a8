import { application, now } from '../../server/application.ts';
import { listenTo } from '../../server/notices.ts';
import { makeHub, type Hub } from './hub.ts';
import { boardsChannel } from './log.ts';

let running: Hub | undefined;

/** The boards of this process, from the first time that somebody asks for one. */
export function liveBoards(): Hub {
	if (!running) {
		const { config, database } = application();
		const hub = makeHub(database, now);
		listenTo(config.databaseUrl, boardsChannel, {
			onMessage: hub.notice,
			onGap: hub.catchUpAll,
		});
		running = hub;
	}
	return running;
}
