import { resolve } from 'node:path';

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
};

function required(environment: NodeJS.ProcessEnv, name: string): string {
	const value = environment[name];
	if (!value) throw new Error(`${name} is not set. Start the program with "npm start".`);
	return value;
}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
	return {
		dataFolder: resolve(environment.OTAGAISAMA_DATA ?? 'data'),
		databaseUrl: required(environment, 'DATABASE_URL'),
		secret: required(environment, 'OTAGAISAMA_SECRET'),
		origin: (environment.PUBLIC_ORIGIN ?? 'http://localhost:3000').replace(/\/+$/, ''),
		smtpUrl: environment.SMTP_URL || undefined,
		mailFrom: environment.MAIL_FROM ?? 'otagaisama@localhost',
	};
}
