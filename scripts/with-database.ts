import process from 'node:process';
import { startPostgres, StartProblem } from '../src/lib/server/postgres.ts';
import { secretsOf } from './data-folder.ts';
import { databaseName, hasDatabase, runningDatabase, takeDataFolder } from './groundwork.ts';

/**
 * Lends the owner's address of the database to a command: DATABASE_URL, or the embedded server of the
 * data folder, which is started for as long as the command takes when the program is not running.
 */
export async function withDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
	const own = process.env.DATABASE_URL;
	if (own) return work(own);
	const running = runningDatabase();
	if (running) return work(running);
	if (!hasDatabase()) {
		throw new StartProblem(
			'データベースはまだありません。先に npm start を実行してください。\nThere is no database yet: run "npm start" first.',
		);
	}
	const { path, lock } = await takeDataFolder({ origin: 'npm run' }, () => false);
	const server = await startPostgres({
		dataFolder: path,
		password: secretsOf(path).databasePassword,
	});
	try {
		return await work(server.urlOf(databaseName));
	} finally {
		await server.stop();
		lock.release();
	}
}
