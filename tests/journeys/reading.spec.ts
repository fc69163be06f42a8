/** Switches that are kept, lists that find, a council's own list read in, paper (points 4 and 5, the house). */
import { council, expect, mark, test, who, words } from '../support/journeys.ts';

test('size, contrast, furigana and language are kept over pages', async ({ page, walker }) => {
	const html = page.locator('html');
	const choose = async (name: string, value: string) => {
		await page.goto(`/display?next=${council}/issues`);
		const button = page.getByRole('main').locator(`button[name=${name}][value=${value}]`);
		await button.click();
		await expect(button).toHaveAttribute('aria-pressed', 'true');
	};
	const letters = () => html.evaluate((found) => parseFloat(getComputedStyle(found).fontSize));
	const paper = () => page.locator('body').evaluate((found) => getComputedStyle(found).color);
	await walker.visit('/issues');
	const [size, ink] = [await letters(), await paper()];
	await choose('text', 'largest');
	await choose('theme', 'dark');
	await choose('furigana', 'on');
	for (const path of ['/issues', '/organisations', '/concerns/new']) {
		await walker.visit(path);
		expect(await letters()).toBeGreaterThan(size);
		expect(await paper()).not.toBe(ink);
		await expect(page.locator('main ruby').first()).toBeVisible();
	}
	await choose('locale', 'ja-simple');
	await walker.visit('/concerns/new');
	await expect(html).toHaveAttribute('lang', /^ja/);
	await expect(page.locator('main ruby').first()).toBeVisible();
	await choose('locale', 'en');
	await walker.visit('/issues');
	await walker.visit('/concerns/new');
	await expect(html).toHaveAttribute('lang', 'en');
});

test('lists find words inside sentences, whatever the width, and go to a file', async ({
	page,
	walker,
}) => {
	for (const word of ['見守り', 'ﾏﾝｼｮﾝ', 'マンション']) {
		await walker.visit(`/organisations?q=${encodeURIComponent(word)}`);
		expect(await page.locator('tbody tr').count(), word).toBeGreaterThan(0);
	}
	const found = async (word: string) => {
		await page.goto(`${council}/organisations?q=${encodeURIComponent(word)}`);
		return page.locator('.listing-count').innerText();
	};
	expect(await found('ＴＯＭ＆')).toBe(await found('tom&'));

	await walker.visit('/organisations');
	const first = await page.locator('tbody th').first().innerText();
	await page.goto(`${council}/organisations?page=2`);
	await walker.look();
	expect(await page.locator('tbody th').first().innerText()).not.toBe(first);
	const link = page.locator('.listing-export a');
	const file = await page.request.get((await link.getAttribute('href')) ?? '');
	const body = await file.body();
	expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	expect(body.toString('utf8')).toContain('髙﨑ひなた子ども食堂');
	for (const path of ['/places', '/sessions', '/forums', '/platforms', '/outcomes', '/areas'])
		await walker.visit(path);
});

test('a list of organisations is looked at first and written only then', async ({
	page,
	walker,
}) => {
	const word = mark();
	await walker.signInAs(who.office);
	await walker.visit('/desk/imports');
	const send = async (rows: readonly string[]) => {
		await page.goto(`${council}/desk/imports`);
		await page.locator('[name=kind][value=organisations]').check();
		await page.locator('[name=file]').setInputFiles({
			...{ name: '名簿.csv', mimeType: 'text/csv' },
			buffer: Buffer.from(`\uFEFF団体名,フリガナ,種類\r\n${rows.join('\r\n')}\r\n`),
		});
		await walker.send(words('imports_look'));
	};
	await send([`${word}の会,${word},NPO法人`, ',ナマエナシ,NPO法人']);
	await expect(page.getByRole('main')).toContainText(words('imports_problems'));
	await page.goto(`${council}/organisations?q=${encodeURIComponent(word)}`);
	await expect(page.locator('tbody tr')).toHaveCount(0);
	await walker.visit('/desk/imports');
	await walker.follow('名簿.csv');
	await walker.send(words('imports_confirm'));
	await walker.visit(`/organisations?q=${encodeURIComponent(word)}`);
	await expect(page.locator('tbody tr')).toHaveCount(1);
});

test('which 町丁目 lie in which area comes from a list, and is taken back', async ({
	page,
	walker,
}) => {
	const word = mark();
	await walker.signInAs(who.office);
	await walker.visit('/desk/areas');
	await walker.send(words('districts_add'), {
		name: `${word}の分け方`,
		areas: `${word}東\n${word}西`,
	});
	const form = page.locator('form[action="?/towns"]');
	await page.getByText(words('districts_towns'), { exact: true }).click();
	await form.locator('[name=partitionId]').selectOption({ label: `${word}の分け方` });
	await form.locator('[name=file]').setInputFiles({
		...{ name: '町丁目.csv', mimeType: 'text/csv' },
		buffer: Buffer.from(`圏域,町丁目\r\n${word}東,${word}一丁目～三丁目\r\n${word}南,港町\r\n`),
	});
	await form.getByRole('button', { name: words('districts_look') }).click();
	await walker.look();
	await expect(page.getByRole('main')).toContainText(`${word}3丁目`);
	await expect(page.getByRole('main')).toContainText(words('imports_towns_area_unknown'));
	await walker.send(words('imports_confirm'));
	const made = walker.here();
	const town = async () => {
		await walker.visit('/desk/areas');
		await walker.follow(`${word}東`);
		return page.getByRole('main').getByText(`${word}2丁目`).count();
	};
	expect(await town()).toBe(1);
	await walker.visit(made);
	await walker.send(words('imports_undo'));
	expect(await town()).toBe(0);
});

test('pages go to A4 paper', async ({ page, walker, javaScriptEnabled }) => {
	await walker.visit('/issues');
	const link = page.locator('tbody th a').first();
	const issue = (await link.getAttribute('href')) ?? '';
	// paper does not depend on scripts; one browser is enough
	if (javaScriptEnabled === false) return;
	for (const path of [`${council}/issues`, issue]) {
		expect((await page.goto(path))?.status(), path).toBe(200);
		const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		const [, width, height] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(paper) ?? [];
		expect(Math.round(Number(width)), path).toBe(595);
		expect(Math.round(Number(height)), path).toBe(842);
		expect(paper.length).toBeGreaterThan(10_000);
	}
});
