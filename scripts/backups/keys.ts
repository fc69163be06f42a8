/** The keys of an installation. They never go into a backup: whoever finds one should not have both. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { secretsOf } from '../data-folder.ts';
import { fingerprintOf, type Key } from './manifest.ts';

/** The name under which the key of sign-ins and second factors is listed. */
export const signInKey = 'secret';

/** What has to be kept beside the backup, to be recognised again later. */
export function keysOf(dataFolder: string): Key[] {
	const given = process.env.OTAGAISAMA_SECRET;
	const file = join(dataFolder, 'secrets.json');
	const keys: Key[] = [];
	const list = (name: string, where: string, key: string) =>
		keys.push({ name, where, fingerprint: fingerprintOf(name, key) });
	if (given) list(signInKey, 'OTAGAISAMA_SECRET', given);
	if (!existsSync(file)) return keys;
	const { secret, databasePassword } = secretsOf(dataFolder);
	if (!given) list(signInKey, 'secrets.json', secret);
	if (!process.env.DATABASE_URL) list('databasePassword', 'secrets.json', databasePassword);
	return keys;
}
