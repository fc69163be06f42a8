/** A hall finds out how differently it sees an issue: on a phone without an account, on paper, and in one picture. */
import { codeOn, enterHall, kindOf } from '../support/hall.ts';
import { expect, mark, test, who, words, type Walker } from '../support/journeys.ts';

/** The last coming session whose board is open; gives its address in the work on sessions. */
async function aHall(walker: Walker): Promise<string> {
	await walker.visit('/desk/sessions?state=registration');
	const addresses = await walker.linksTo(/\/desk\/sessions\/[0-9a-f-]{36}$/);
	for (const address of addresses.toReversed()) {
		await walker.visit(`${address}/hall`);
		if (await walker.shows('.board-code')) return address;
	}
	throw new Error('no session with an open board');
}

test('what a phone and five sheets of paper answer becomes a picture for the hall', async ({
	page,
	walker,
	browser,
	javaScriptEnabled,
}, info) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	const session = await aHall(walker);
	const code = await codeOn(page);
	await walker.follow(words('perceptions_link_work'));
	await page.getByText(words('perceptions_work_write'), { exact: true }).click();
	await walker.send(words('perceptions_work_write_do'), { text: `${word}の送迎が足りない` });
	await walker.send(words('perceptions_work_open'));
	const asked = page.locator('fieldset').filter({ hasText: `${word}の送迎` });

	const kind = kindOf(info, page, javaScriptEnabled !== false);
	const { context, phone } = await enterHall(browser, kind, { code, name: word });
	await phone.getByRole('link', { name: words('perceptions_link_answer') }).click();
	const mine = phone.locator('fieldset').filter({ hasText: `${word}の送迎` });
	await mine.getByLabel(words('perceptions_answer_agree'), { exact: true }).check();
	await phone.getByRole('button', { name: words('perceptions_ballot_do') }).click();
	await expect(phone.getByRole('status').first()).toContainText(words('done_perceptions_answered'));
	await expect(mine.getByLabel(words('perceptions_answer_agree'), { exact: true })).toBeChecked();

	for (let sheet = 1; sheet <= 5; sheet += 1) {
		await walker.visit(`${session}/perceptions`);
		await page.getByText(words('perceptions_work_sheet'), { exact: true }).click();
		await asked.getByLabel(words('perceptions_answer_agree'), { exact: true }).check();
		await page.getByRole('button', { name: words('perceptions_work_sheet_do') }).click();
		await expect(page.getByRole('status').first()).toContainText(words('done_perceptions_sheet'));
	}
	await walker.visit(`${session}/perceptions/paper`);
	await walker.visit(`${session}/perceptions`);
	await page.getByText(words('perceptions_work_close'), { exact: true }).first().click();
	await walker.send(words('perceptions_work_close'));

	// the worker draws it; who opens the page again finds it, in words and never as six of six
	const row = phone.getByRole('row').filter({ hasText: `${word}の送迎` });
	await phone.goto(phone.url().replace(/\/statements.*/, '/perceptions'));
	await expect(async () => {
		await phone.reload();
		await expect(row).toContainText(words('perceptions_leaning_nearlyAll'), { timeout: 500 });
	}).toPass({ timeout: 60_000 });
	await expect(phone.getByText(words('perceptions_bar_people', { count: 5 }))).toHaveCount(0);
	await walker.visit(`${session}/perceptions`);
	await context.close();
});
