import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../kernel/ids.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './db.ts';

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

export function now(): Date {
	return new Date();
}

export function newId(): string {
	return uuidV7(now(), randomBytes(10));
}
