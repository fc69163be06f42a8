import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../kernel/ids.ts';
import { changesChannel, listenTo } from './notices.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './db.ts';
import { makePageCache, type PageCache } from './page-cache.ts';

/** The running program: opened on the first request or job, once per process. */
export type Application = { config: Config; database: Database };

let running: Application | undefined;

export function application(): Application {
	if (!running) {
		const config = readConfig(process.env);
		running = { config, database: openDatabase(config.databaseUrl) };
	}
	return running;
}

let kept: { pages: PageCache; isListening: () => boolean } | undefined;

/** Public pages of this process; undefined while changes of other processes could be missed. */
export function publicPages(): PageCache | undefined {
	if (!kept) {
		const pages = makePageCache({ seconds: 30, bytes: 16_000_000 });
		const changes = listenTo(application().config.databaseUrl, changesChannel, {
			onMessage: pages.drop,
			onGap: pages.dropAll,
		});
		kept = { pages, isListening: changes.isListening };
	}
	return kept.isListening() ? kept.pages : undefined;
}

export function now(): Date {
	return new Date();
}

export function newId(): string {
	return uuidV7(now(), randomBytes(10));
}
