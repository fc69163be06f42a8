/**
 * `npm run restore -- FILE`: fills an empty installation from a backup. The data folder (OTAGAISAMA_DATA) may
 * hold nothing but the keys, secrets.json; with DATABASE_URL the database must be empty too.
 * `--new-keys` goes on although other keys lie there than those of the backup.
 */
import process from 'node:process';
import { StartProblem } from '../src/lib/server/postgres-files.ts';
import { checkBackup, refuseUnknownSchema } from './backups/check.ts';
import { fileArgument } from './backups/file-argument.ts';
import { compareKeys, putBack, refuseFilledFolder, refuseFullDisk } from './backups/put-back.ts';
import { failPlainly, takeDataFolder } from './groundwork.ts';

async function main(): Promise<void> {
	const { file: path, newKeys } = fileArgument('restore');
	const say = (line: string) => console.log(`· ${line}`);
	say('バックアップを確かめています… / reading the backup');
	const checked = await checkBackup(path);
	refuseUnknownSchema(checked.manifest);
	const { path: dataFolder, lock } = await takeDataFolder(
		{ origin: 'npm run restore' },
		() => false,
	);
	try {
		refuseFilledFolder(dataFolder);
		const keys = compareKeys(dataFolder, checked.manifest);
		if (keys === 'other' && !newKeys) throw new StartProblem(otherKeys);
		await refuseFullDisk(dataFolder, checked.manifest);
		say('データを戻しています… / restoring');
		const isNew = keys !== 'same';
		const broken = await putBack({ path, checked, dataFolder, newKeys: isNew, say });
		console.log(`元に戻しました: ${dataFolder}
行の数と書類、操作の記録のつながりを確かめました。npm start で始められます。
Restored; rows, papers and audit chains were compared. Start it with "npm start".`);
		if (isNew) console.log(aboutNewKeys);
		for (const { operatorId, at } of broken) {
			console.error(`注意: 運営主体 ${operatorId} の操作の記録は ${at} 件目から合いません。バックアップを作る前に書き換えられたおそれがあります。責任者に知らせてください。
The audit trail of ${operatorId} does not match from row ${at} on: it may have been altered before the backup was made.`);
			process.exitCode = 1;
		}
	} finally {
		lock.release();
	}
}

const otherKeys =
	'データフォルダーの鍵（secrets.json）は、このバックアップのものではありません。保管してある鍵を入れてください。' +
	'\nなくした場合は --new-keys を付けると、新しい鍵で戻せます（全員がサインインをやり直し、二段階の確認を登録しなおします）。' +
	'\nThe keys in the data folder are not those of this backup. Put the right secrets.json there, or add --new-keys.';

const aboutNewKeys = `鍵（secrets.json）がなかったので、新しい鍵を作りました。全員がサインインをやり直し、二段階の確認を登録しなおします。
元の鍵がある場合は、空のフォルダーに secrets.json を入れてから、もう一度戻すと、今までどおり使えます。
New keys were made: everybody signs in again and sets up the second factor anew.`;

await main().catch(failPlainly);
