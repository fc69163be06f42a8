import { join, resolve } from 'node:path';

/** Everything the environment decides, read once. Tests build their own. */
export type Config = {
	/** Folder for the embedded database, files and secrets. */
	dataFolder: string;
	/** Where the database is; the owner's connection, from which the runtime role is derived. */
	databaseUrl: string;
	/** Signs sessions; made on the first start and kept in the data folder. */
	secret: string;
	/** The address people use, without a trailing slash. */
	origin: string;
	/** `smtp://user:password@host:port`; without it mail is kept in the outbox and shown to the secretariat. */
	smtpUrl: string | undefined;
	mailFrom: string;
	/** Where the worker puts a backup every night, and for how many days each is kept; 0 for none. */
	backups: { folder: string; days: number };
};

function required(environment: NodeJS.ProcessEnv, name: string): string {
	const value = environment[name];
	if (!value) throw new Error(`${name} is not set. Start the program with "npm start".`);
	return value;
}

/** Two weeks, unless somebody says otherwise. */
function daysOf(text: string | undefined): number {
	const days = Number(text || 14);
	if (Number.isInteger(days) && days >= 0) return days;
	throw new Error('BACKUP_KEEP_DAYS takes a number of days, 0 for no automatic backup.');
}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
	const dataFolder = resolve(environment.OTAGAISAMA_DATA ?? 'data');
	return {
		dataFolder,
		databaseUrl: required(environment, 'DATABASE_URL'),
		secret: required(environment, 'OTAGAISAMA_SECRET'),
		origin: (environment.PUBLIC_ORIGIN ?? 'http://localhost:3000').replace(/\/+$/, ''),
		smtpUrl: environment.SMTP_URL || undefined,
		mailFrom: environment.MAIL_FROM ?? 'otagaisama@localhost',
		backups: {
			folder: resolve(environment.BACKUP_FOLDER || join(dataFolder, 'backups')),
			days: daysOf(environment.BACKUP_KEEP_DAYS),
		},
	};
}
