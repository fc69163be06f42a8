/** `npm run verify-backup -- FILE`: reads every byte of a backup and says whether it is as it was made. */
import { checkBackup, refuseUnknownSchema } from './backups/check.ts';
import { fileArgument } from './backups/file-argument.ts';
import { megabytes } from './backups/make.ts';
import { failPlainly } from './groundwork.ts';

async function main(): Promise<void> {
	const { file } = fileArgument('verify-backup');
	const { manifest } = await checkBackup(file);
	refuseUnknownSchema(manifest);
	const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
	const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
	const made = new Date(manifest.madeAt).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo' });
	console.log(`このバックアップは、作ったときのままです。元に戻せます。
作った日時: ${made}　表: ${manifest.tables.length}　行: ${rows}　大きさ: ${megabytes(bytes)} MB　プログラム: ${manifest.program.version}
This backup is as it was made and can be restored.`);
	for (const name of manifest.missingFiles) {
		console.log(
			`注意: 書類 ${name} は、作ったときから欠けています / missing when the backup was made`,
		);
	}
}

await main().catch(failPlainly);
