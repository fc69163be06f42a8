import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { StartProblem } from '../../src/lib/server/postgres-files.ts';

/** The one file that a command is about. */
export function fileArgument(command: string): { file: string; newKeys: boolean } {
	const { values, positionals } = parseArgs({
		options: { 'new-keys': { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [file] = positionals;
	if (file === undefined || positionals.length > 1) {
		throw new StartProblem(
			`バックアップのファイルを1つ指定してください: npm run ${command} -- ファイル\nName one backup file: npm run ${command} -- FILE`,
		);
	}
	return { file: fromCaller(file), newKeys: values['new-keys'] };
}

/** A path as the caller means it: npm runs commands in the program's own folder. */
export function fromCaller(path: string): string {
	return resolve(process.env.INIT_CWD ?? '.', path);
}
