/**
 * Makes the demo region in an empty database: three invented councils and what happened there in the last
 * fourteen months, told by the same commands that people use. Run by every first start (`npm start`), by
 * hand with DATABASE_URL and OTAGAISAMA_DATA. Does nothing where a council exists already. All of it is one
 * transaction: a run that is killed leaves nothing behind.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { seedDemo } from '../demo/seed.ts';

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } });
const databaseUrl = process.env.DATABASE_URL;
const dataFolder = process.env.OTAGAISAMA_DATA;
if (!databaseUrl || !dataFolder) {
	console.error('DATABASE_URL and OTAGAISAMA_DATA must be set; "npm start" does that.');
	process.exit(1);
}
try {
	await seedDemo({
		databaseUrl,
		dataFolder,
		isSmall: values.small,
		say: (line) => console.log(`  ${line}`),
	});
} catch (failure) {
	console.error(failure);
	process.exit(1);
}
