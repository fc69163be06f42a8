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

/** Hears the operator of every act, also of other processes; undefined when acts may have been missed. */
type Hearer = (operatorId: string | undefined) => void;

let heard: { hearers: Set<Hearer>; isListening: () => boolean } | undefined;

function changes(): NonNullable<typeof heard> {
	if (!heard) {
		const hearers = new Set<Hearer>();
		const tell = (operatorId?: string) => hearers.forEach((hear) => hear(operatorId));
		const { isListening } = listenTo(application().config.databaseUrl, changesChannel, {
			onMessage: tell,
			onGap: tell,
		});
		heard = { hearers, isListening };
	}
	return heard;
}

/** Calls `hear` after every act. The answer ends it. */
export function whenChanged(hear: Hearer): () => void {
	const { hearers } = changes();
	hearers.add(hear);
	return () => hearers.delete(hear);
}

let pages: PageCache | undefined;

/** Public pages of this process; undefined while changes of other processes could be missed. */
export function publicPages(): PageCache | undefined {
	if (!pages) {
		const made = makePageCache({ seconds: 30, bytes: 16_000_000 });
		pages = made;
		whenChanged((operatorId) => (operatorId ? made.drop(operatorId) : made.dropAll()));
	}
	return changes().isListening() ? pages : undefined;
}

/** The time of the database, so that several programs agree, and a clock that jumps lengthens nothing. */
export function now(): Date {
	return new Date(Date.now() + (running?.database.clockIsBehind() ?? 0));
}

export function newId(): string {
	return uuidV7(now(), randomBytes(10));
}
