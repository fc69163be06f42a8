import { application, now } from '../../server/application.ts';
import { listenTo } from '../../server/notices.ts';
import { boardsChannel, noticeFrom } from '../../boards/server/log.ts';
import { makeHub, type Hub } from './hub.ts';
import { benefitsChannel } from './log.ts';

let running: Hub | undefined;

/** The tables of this process, from the first time that somebody asks for one. */
export function liveTables(): Hub {
	if (!running) {
		const { config, database } = application();
		const hub = makeHub(database, now);
		listenTo(config.databaseUrl, benefitsChannel, {
			onMessage: hub.notice,
			onGap: hub.catchUpAll,
		});
		// whoever is shown out of the hall hears nothing more of its tables either
		listenTo(config.databaseUrl, boardsChannel, {
			onMessage: (message) => {
				const { removed } = noticeFrom(message);
				if (removed !== '') hub.showOut(removed);
			},
			onGap: () => undefined,
		});
		running = hub;
	}
	return running;
}
