/**
 * `npm run backup [-- FOLDER] [--keep N]`: one file with everything, while the program runs or rests.
 * Without a folder it goes to `backups` in the data folder; `--keep 14` removes all but the newest 14 there.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StartProblem } from '../src/lib/server/postgres-files.ts';
import { fromCaller } from './backups/file-argument.ts';
import { keepNewest, makeBackup, megabytes, type Made } from './backups/make.ts';
import { dataFolderPath, failPlainly } from './groundwork.ts';
import { withDatabase } from './with-database.ts';

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { keep: { type: 'string' } },
		allowPositionals: true,
	});
	const keep = values.keep === undefined ? undefined : countOf(values.keep);
	const folder =
		positionals[0] === undefined ? join(dataFolderPath(), 'backups') : fromCaller(positionals[0]);
	const startedAt = performance.now();
	const made = await withDatabase((url) => makeBackup(url, folder, new Date()));
	tell(made, (performance.now() - startedAt) / 1_000);
	if (keep === undefined) return;
	const removed = keepNewest(folder, keep);
	if (removed > 0) {
		console.log(
			`古いバックアップを ${removed} 件、片付けました / removed ${removed} older backups`,
		);
	}
}

function countOf(text: string): number {
	const count = Number(text);
	if (Number.isInteger(count) && count >= 1) return count;
	throw new StartProblem('--keep には 1 以上の数を書いてください。\n--keep takes a number from 1.');
}

function tell({ path, bytes, manifest }: Made, seconds: number): void {
	const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
	const papers = manifest.parts.filter(({ name }) => name.startsWith('files/')).length;
	console.log(`バックアップを作り、読めることを確かめました（${megabytes(bytes)} MB、${rows} 行、書類 ${papers} 件、${seconds.toFixed(1)} 秒）
The backup was made and read again (${rows} rows, ${papers} papers):

    ${path}
`);
	for (const name of manifest.missingFiles) {
		console.log(
			`注意: 書類 ${name} が見つからないか、届いたときと違います / this paper is missing or altered`,
		);
	}
	const secrets = join(dataFolderPath(), 'secrets.json');
	console.log(`このファイルには個人の情報が入っています。別の機械か、鍵のかかる場所の媒体に写してください。
鍵は入っていません。鍵はここにあります: ${manifest.keys.some(({ where }) => where !== 'secrets.json') ? `環境変数 OTAGAISAMA_SECRET と ${secrets}` : secrets}
鍵は、バックアップとは別の場所に、一度だけ写して保管してください（変わりません）。
Copy the file to another machine: it holds personal data. The keys are not inside; keep secrets.json at another place.`);
}

await main().catch(failPlainly);
