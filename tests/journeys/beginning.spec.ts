/** The first run without the demo region: whoever started the program names the council, its areas and themselves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, mark, test, words } from '../support/journeys.ts';

test('a council begins from nothing', async ({ page, walker }) => {
	test.slow();
	const folder = mkdtempSync(join(tmpdir(), 'otagaisama-first-'));
	const port = Number(process.env.JOURNEYS_PORT ?? 4370) + 1;
	const origin = `http://127.0.0.1:${port}`;
	const program = spawn(process.execPath, ['scripts/start.ts', '--empty'], {
		env: {
			...process.env,
			...{
				OTAGAISAMA_DATA: folder,
				PORT: String(port),
				PUBLIC_ORIGIN: origin,
				LOG_LEVEL: 'silent',
			},
			...{ DATABASE_URL: '' },
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		let said = '';
		program.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
		await expect.poll(() => said, { timeout: 120_000 }).toContain('/setup');
		const [, code = ''] = /→ ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(said) ?? [];

		await page.goto(origin);
		await walker.look();
		await page.goto(`${origin}/setup`);
		await walker.look();
		const password = `${mark()}-${mark()}`;
		const values = {
			...{
				name: '社会福祉法人 汐見町社会福祉協議会',
				nameKana: 'しおみちょうしゃきょう',
				slug: 'shiomi',
			},
			...{ legalKind: 'shakyo', municipalityCode: '139998', telephone: '03-0555-0101' },
			...{ areas1: '汐見北\n汐見南', staffName: '大原 ちづる', staffEmail: 'ohara@example.jp' },
		};
		const button = words('people_setup_submit');
		await walker.send(button, { ...values, setupCode: 'AAAA-AAAA', password });
		await expect(page.getByRole('alert')).toBeVisible();
		await expect(page.locator('[name=staffName]')).toHaveValue('大原 ちづる');
		await walker.send(button, { setupCode: code, password, requiresSecondFactor: false });
		await expect(page).toHaveURL(/\/sign-in/);
		await walker.look();
		await walker.send(words('ui_sign_in'), { login: 'ohara@example.jp', password });
		await expect(page).toHaveURL(/\/(desk|me)/);
		await walker.look();
		for (const path of [
			'desk',
			'desk/concerns',
			'issues',
			'forums',
			'platforms',
			'outcomes',
			'areas',
		]) {
			await page.goto(`${origin}/shiomi/${path}`);
			await walker.look();
		}
		expect((await page.request.get(`${origin}/setup`)).status()).toBe(404);
	} finally {
		program.kill('SIGTERM');
		await once(program, 'close');
		rmSync(folder, { recursive: true, force: true });
	}
});
