/** 相利評価表: two write one table column by column; what stands side by side is chosen, what is missing is said. */
import type { Page } from '@playwright/test';
import {
	council,
	expect,
	fill,
	formOf,
	mark,
	press,
	test,
	who,
	words,
	type Walker,
} from '../support/journeys.ts';
import { sessionUnderWay } from '../support/told.ts';

/** A table of a talk under way, with 町会 as its own row; answers its address. */
async function aTable(walker: Walker, word: string): Promise<string> {
	const session = await sessionUnderWay(walker, `${word}の会`);
	await walker.visit(`${session}/results`);
	await walker.send(words('gatherings_results_do'), { kind: 'need', results: `${word}が暗い` });
	await walker.visit(session);
	await walker.follow(words('benefits_session_new'));
	await walker.send(words('benefits_new_do'), {
		...{ title: `${word}の灯り`, ownName: `${word}町会`, issueId: '子ども' },
	});
	return walker.here().replace('/edit', '');
}

/** The row of a party in the whole table. */
const rowOf = (page: Page, name: string) =>
	page.locator('.benefit-table tbody tr').filter({ hasText: name });

/** Opens the form of one cell, as the link below it does. */
async function openCell(page: Page, name: string, column: string): Promise<void> {
	const label = `：${name} ${words(`benefits_col_${column}`)}`;
	await rowOf(page, name).getByRole('link', { name: label }).click();
	await expect(page.locator('#cell-form h2')).toHaveText(
		words('benefits_words_of', { name, column: words(`benefits_col_${column}`) }),
	);
}

/** Writes into the cell that is open and saves it. */
async function saveCell(page: Page, text?: string): Promise<void> {
	const form = page
		.locator('#cell-form form')
		.filter({ has: page.locator('textarea[name=text]') })
		.first();
	if (text !== undefined) await form.locator('textarea[name=text]').fill(text);
	await form.getByRole('button', { name: words('benefits_save') }).click();
	await page.waitForLoadState();
}

test('two write one table: both wordings stay until somebody chooses', async ({
	page,
	walker,
	browser,
	javaScriptEnabled,
}, { project }) => {
	test.slow();
	const word = mark();
	const [own, shop] = [`${word}町会`, `${word}商店`];
	await walker.signInAs(who.office);
	const table = await aTable(walker, word);

	// column by column: who takes part, what troubles each; blanks may stay
	await walker.send(words('benefits_party_add_name_do'), { text: shop, actorGroup: 'company' });
	await expect(page.locator('.benefit-parties')).toContainText(shop);
	await walker.visit(`${table}/edit?step=trouble`);
	await page.getByLabel(words('benefits_words_of', { name: own, column: '問題' })).fill('夜が暗い');
	await page.getByRole('button', { name: words('benefits_save_next') }).click();
	await expect(page).toHaveURL(/step=purpose/);
	await walker.visit(`${table}/edit?step=benefit`);
	await page.getByLabel(words('benefits_benefit_new', { name: own })).fill('見守る目がふえる');
	await page.getByRole('button', { name: words('benefits_save'), exact: true }).click();
	await expect(page.locator('.benefit-one')).toContainText('見守る目がふえる');

	// what a party would have of it is not known yet: said as it is, not as a fault
	await walker.visit(`${table}/edit`);
	await expect(rowOf(page, shop).locator('.benefit-blank').last()).toHaveText(
		words('benefits_blank_benefit'),
	);
	await expect(page.getByText(words('benefits_blanks', { count: 1 }))).toBeVisible();

	// words that were said before are taken, not typed
	await openCell(page, shop, 'purpose');
	await fill(formOf(page, words('benefits_take_do')), { origin: `${word}が暗い` });
	await press(page, words('benefits_take_do'));
	await expect(rowOf(page, shop)).toContainText(words('benefits_origin_result'));

	// a second browser, in which a second person begins the same cell
	const { viewport = null, isMobile = false, hasTouch = false } = project.use;
	const beside = await browser.newContext({
		...{ viewport, isMobile, hasTouch, javaScriptEnabled: javaScriptEnabled !== false },
		...{ locale: 'ja-JP', baseURL: new URL(page.url()).origin },
	});
	const second = await beside.newPage();
	await second.goto('/demo');
	await second.getByRole('row').filter({ hasText: who.secondEye }).getByRole('button').click();
	await expect(second).not.toHaveURL(/\/demo/);
	await second.goto(`${council}${table}/edit`);
	await openCell(second, own, 'trouble');
	await second.locator('#cell-form textarea[name=text]').first().fill('子どもの帰り道が暗い');
	await openCell(page, own, 'trouble');
	await saveCell(page, '公園が暗い');
	if (javaScriptEnabled !== false)
		await expect(second.locator('#cell-form')).toContainText('公園が暗い');
	await saveCell(second);
	await expect(rowOf(second, own)).toContainText('子どもの帰り道が暗い');

	await page.reload();
	await expect(rowOf(page, own).locator('.note-other')).toContainText('子どもの帰り道が暗い');
	await expect(page.getByText(words('benefits_undecided', { count: 1 }))).toBeVisible();
	await walker.look();
	await openCell(page, own, 'trouble');
	await walker.send(words('benefits_choose_do', { text: '子どもの帰り道が暗い' }));
	await expect(rowOf(page, own).locator('.note-other')).toHaveCount(0);
	await expect(rowOf(page, own)).toContainText('子どもの帰り道が暗い');

	// a version holds what its keeper saw; what is written meanwhile waits for the next
	await walker.visit(table);
	await second.goto(`${council}${table}/edit`);
	await openCell(second, shop, 'role');
	await saveCell(second, '鍵を預かる');
	await expect(rowOf(second, shop)).toContainText('鍵を預かる');
	await second.waitForLoadState('networkidle');
	await walker.send(words('benefits_keep_do'));
	await expect(page.getByRole('status').first()).toContainText(words('done_benefits_kept_behind'));
	await expect(page.getByRole('main')).not.toContainText('鍵を預かる');
	const version = page.url();

	// a party leaves; its row stays and cannot be written
	await walker.visit(`${table}/edit?step=party`);
	await walker.send(words('benefits_leave_do'));
	await expect(page.locator('.benefit-parties li').last()).toContainText(words('benefits_left'));
	await walker.visit(`${table}/edit`);
	await expect(rowOf(page, shop).locator('.benefit-write')).toHaveCount(0);

	// a プラットフォーム begins with the version that was kept
	await page.goto(version);
	await walker.follow(words('benefits_call'));
	await walker.send(words('platforms_call_submit'), {
		...{
			purpose: `${word}を明るくする`,
			successCondition: '毎晩、灯りがともる',
			seenExisting: true,
		},
		...{ name: `${word}の灯りの会`, nameKana: word, displayName: '坂の上' },
	});
	await expect(page).toHaveURL(/done_benefits_adopted_behind/);

	// a newer version is read while the second goes on writing: what changed is shown before it is taken up
	await walker.visit(table);
	await walker.send(words('benefits_keep_do'));
	const newer = page.url();
	await second.goto(`${council}${table}/edit`);
	await openCell(second, own, 'role');
	await saveCell(second, '灯りを見回る');
	await expect(rowOf(second, own)).toContainText('灯りを見回る');
	await second.waitForLoadState('networkidle');
	await walker.send(words('benefits_adopt_do'), { platform: `${word}の灯りの会` });
	await expect(page.getByRole('alert')).toContainText(words('benefits_changed_meanwhile'));
	await expect(page.locator('.notice')).toContainText('灯りを見回る');
	await walker.send(words('benefits_adopt_do'), { knows: true });
	await expect(page).toHaveURL(/done_benefits_adopted_behind/);
	await page.goto(newer);
	await expect(rowOf(page, own)).not.toContainText('灯りを見回る');
	await second.reload();
	await expect(rowOf(second, own)).toContainText('灯りを見回る');
	await beside.close();
});

test('forty rows are read on a phone and on paper', async ({ page, walker }) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	const table = await aTable(walker, word);
	for (let number = 2; number <= 40; number++) {
		const form = formOf(page, words('benefits_party_add_name_do'));
		await form.locator('[name=text]').fill(`${word}${number}の会`);
		await press(page, words('benefits_party_add_name_do'));
		await expect(page.locator('.benefit-parties > li')).toHaveCount(number);
	}
	await walker.visit(`${table}/edit?step=role`);
	await walker.visit(table);
	await expect(rowOf(page, `${word}40の会`)).toContainText(words('benefits_blank_benefit'));
	await walker.follow(words('benefits_paper'));
	await expect(page.locator('.benefit-table tbody tr')).toHaveCount(40);
});
