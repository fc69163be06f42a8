/** The worker makes a backup every night by itself, and after a night on which the machine was off. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { aDataFolder, freePort, startProgram } from '#test/program.ts';
import { aBrowser } from '../../drills/stage/browser.ts';
import { aTown, slug } from '../../drills/stage/town.ts';
import { checkBackup } from '../../scripts/backups/check.ts';
import { ensureBuild } from '../../scripts/build.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

test(
	'after a missed night a whole backup is there, old ones are gone, and the secretariat sees it',
	{ timeout: 120_000 },
	async () => {
		const [dataFolder, port] = [aDataFolder(), await freePort()];
		const folder = join(aDataFolder(), 'kept');
		const environment = { BACKUP_FOLDER: folder, BACKUP_KEEP_DAYS: '10' };
		const first = await startProgram(dataFolder, port, environment);
		const town = await aTown({ dataFolder });
		const { cookie } = await town.person('事務局', { roles: ['secretariat'] });
		await town.rows(`update operators set created_at = now() - interval '2 days'`);
		await first.end();
		mkdirSync(folder);
		const stamp = (daysAgo: number) =>
			new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
		const old = [40, 30, 20, 5, 4, 3].map((days) => `otagaisama-${stamp(days)}-020000.tar`);
		for (const name of old) writeFileSync(join(folder, name), 'old');
		writeFileSync(join(folder, 'somebody-else.tar'), 'not ours');

		const second = await startProgram(dataFolder, port, environment);
		const made = () => readdirSync(folder).filter((name) => !old.includes(name));
		await expect
			.poll(() => made().some((name) => /^otagaisama-.*\.tar$/.test(name)), { timeout: 60_000 })
			.toBe(true);
		await expect.poll(() => readdirSync(folder).includes(old[0] ?? '')).toBe(false);

		const [file] = made().filter((name) => name.startsWith('otagaisama-'));
		const { manifest } = await checkBackup(join(folder, file ?? ''));
		expect(manifest.tables.find(({ name }) => name === 'operators')?.rows).toBe(1);
		expect(manifest.keys.map(({ name }) => name)).toContain('secret');
		expect(readdirSync(folder).sort()).toEqual([...old.slice(3), file, 'somebody-else.tar'].sort());
		const { html } = await aBrowser(second.origin, { cookie }).ask(`/${slug}/desk/status`);
		expect(html).toContain('毎晩2時に自動で作り、10 日分を残します。');
		expect(html).not.toContain('まだ作っていません。');
		const [schedule] = await town.rows<{ cron: string; timezone: string }>(
			`select cron, timezone from pgboss.schedule where name = 'backup'`,
		);
		expect(schedule).toEqual({ cron: '0 2 * * *', timezone: 'Asia/Tokyo' });
	},
);
