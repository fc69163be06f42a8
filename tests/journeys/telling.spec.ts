/** Somebody without an account tells what they noticed; the staff write down what came by FAX (a). */
import type { Page } from '@playwright/test';
import { council, expect, fill, formOf, mark, test, who, words } from '../support/journeys.ts';
import { smallPdf } from '../support/papers.ts';

test('a visitor tells, gets a number and a page of their own', async ({ page, walker }) => {
	const text = `坂の上の家で、雨戸が閉まったままです。${mark()}`;
	await walker.visit('');
	await walker.visit('/concerns/new');
	await expect(page.getByText('119').first()).toBeVisible();
	await expect(page.getByText('110').first()).toBeVisible();
	await expect(
		page.getByText(words('concerns_before_who', { operator: '蒼浜区社協' })),
	).toBeVisible();

	// forgotten: what was written stays, and each message leads to its field
	await walker.send(words('concerns_new_submit'), { body: text, contactWished: 'yes' });
	const summary = page.getByRole('alert');
	await expect(summary).toContainText(words('concerns_about_missing'));
	await expect(page.locator('[name=body]')).toHaveValue(text);
	await summary.getByRole('link', { name: words('concerns_contact_empty') }).click();
	await expect(page.locator('[name=contactTelephone]')).toBeFocused();

	await walker.send(words('concerns_new_submit'), {
		...{ about: 'other', anonymousUse: 'yes', contactTelephone: '０９０ー１２３４ー５６７８' },
		...{ tags: ['neighbours', 'care'], areaId: '灯山' },
	});
	await expect(page).toHaveURL(/\/concerns\/receipt\//);
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_reported'));
	await expect(page.getByRole('main')).toContainText(/気-/);
	await expect(page.getByText(words('concerns_status_received'))).toBeVisible();
	// the words themselves are not on the page of the receipt
	await expect(page.getByRole('main')).not.toContainText(text);
});

test('pressing twice, or sending the same page again, makes one record', async ({
	page,
	walker,
}) => {
	const word = mark();
	await walker.visit('/concerns/new?short');
	const form = formOf(page, words('concerns_new_submit'));
	await fill(form, {
		body: `掲示板の紙が古いままです。${word}`,
		about: 'other',
		anonymousUse: 'no',
	});
	const sent = await form.evaluate((found) =>
		found instanceof HTMLFormElement
			? [...new FormData(found)].flatMap(([name, value]) =>
					typeof value === 'string' ? [[name, value] as const] : [],
				)
			: [],
	);
	await form.getByRole('button').dblclick();
	await expect(page).toHaveURL(/\/concerns\/receipt\//);
	const number = await receiptNumber(page);

	// what a browser sends when somebody goes back and presses again
	const again = await page.request.post(`${council}/concerns/new?short`, {
		form: Object.fromEntries(sent),
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
	});
	expect(await again.text()).toContain(number);
	await page.goBack();
	await expect(page).toHaveURL(/\/concerns\/new/);

	await walker.signInAs(who.office);
	await walker.visit(`/desk/concerns/all?q=${encodeURIComponent(word)}`);
	await expect(page.locator('tbody tr')).toHaveCount(1);
});

test('staff write down a FAX, with the sheet as it came', async ({ page, walker }) => {
	const text = `夕食を一人で食べている子どもがいます。${mark()}`;
	await walker.signInAs(who.desk);
	await walker.visit('/desk/concerns/new');
	const values = { channel: 'fax', onBehalfOf: '坂下町会の方', body: text, about: 'other' };
	const form = formOf(page, words('concerns_enter_submit'));

	await fill(form, values);
	await form.locator('[name=scan]').setInputFiles({
		...{ name: 'fax.pdf', mimeType: 'application/pdf' },
		buffer: Buffer.from('MZ this is a program'),
	});
	await walker.send(words('concerns_enter_submit'));
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.locator('[name=body]')).toHaveValue(text);

	await form.locator('[name=scan]').setInputFiles({
		...{ name: '../../受信 FAX.pdf', mimeType: 'application/pdf', buffer: smallPdf('FAX') },
	});
	await walker.send(words('concerns_enter_submit'));
	await expect(page).toHaveURL(new RegExp(`${council}/desk/concerns/[0-9a-f-]+`));
	await expect(page.getByRole('main')).toContainText('坂下町会の方');
	const scan = page.locator('#originals a[href*="/scan/"]').first();
	const file = await page.request.get((await scan.getAttribute('href')) ?? '');
	expect(file.headers()['content-type']).toBe('application/pdf');
	expect(file.headers()['content-disposition']).toMatch(/^attachment/);
	expect(file.headers()['x-content-type-options']).toBe('nosniff');
	expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
	// whoever typed it does not compare it
	await expect(page.getByText(words('concerns_do_verify_own'))).toBeVisible();
});

async function receiptNumber(page: Page): Promise<string> {
	const text = await page.getByRole('main').innerText();
	return /気-\S+/.exec(text)?.[0] ?? '';
}
