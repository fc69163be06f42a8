/** 課題の根っこ: what people answer to 「なぜ」 grows from the keyboard, is drawn, checked, published and printed. */
import type { Page } from '@playwright/test';
import { expect, mark, test, who, words } from '../support/journeys.ts';
import { sessionUnderWay, sharedIssue } from '../support/told.ts';

/** Moves on with Tab from where the browser stands, as somebody does who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
	for (let step = 0; step < 12; step++) {
		await page.keyboard.press('Tab');
		const focused = page.locator(':focus');
		if ((await focused.getAttribute('name')) === name) return;
	}
	throw new Error(`${name} is further than twelve steps away`);
}

test('an issue is dug out by the keyboard, and everybody reads what another published', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	const issue = await sharedIssue(page, walker, word);
	await walker.signInAs(who.office);
	const session = await sessionUnderWay(walker, `${word}を話す会`, issue);
	await walker.visit(`${session}/results`);
	await walker.send(words('gatherings_results_do'), {
		kind: 'need',
		results: `${word}の灯りが古い`,
	});

	await walker.visit(`/desk/issues/${issue}`);
	await walker.follow(words('causes_title'));
	await walker.send(words('causes_start_submit'), { question: `なぜ、${word}は暗いのか` });
	const tree = walker.here();
	await walker.send(words('causes_add_submit'), { text: `${word}の木が茂っている` });
	// the cause that was just written is open: the next answer is a few keys away
	await tabTo(page, 'text');
	await page.keyboard.type(`${word}の手入れの人が減った`);
	await tabTo(page, 'where');
	await page.keyboard.press('Enter');
	const below = page.locator('.causes-list .causes-list > li').first();
	await expect(below).toContainText(`${word}の手入れの人が減った`);
	await walker.look();

	// beside it, taken over as it was said, with where it comes from
	await walker.visit(tree);
	await walker.send(words('causes_take_submit'), { sources: true });
	const said = page.locator('.causes-list > li').filter({ hasText: `${word}の灯りが古い` });
	await expect(said.first()).toContainText(
		words('causes_origin_result', { title: `${word}を話す会` }),
	);

	// what was checked says how
	await page
		.getByRole('link', { name: words('causes_choose_of', { text: `${word}の木が茂っている` }) })
		.click();
	await walker.send(words('causes_reword_submit'), { standing: 'checked' });
	await expect(page.getByRole('alert')).toContainText(words('causes_reason_missing'));
	await walker.send(words('causes_reword_submit'), { reason: '町会と歩いて見ました。' });
	await expect(
		page.getByText(words('causes_reason_is', { reason: '町会と歩いて見ました。' })),
	).toBeVisible();
	await walker.visit(`${tree}/history`);
	await expect(page.getByRole('row').filter({ hasText: words('causes_act_reword') })).toHaveCount(
		1,
	);

	await walker.visit(tree);
	await expect(page.getByText(words('causes_publish_other'))).toBeVisible();
	await walker.signOut();
	const open = tree.replace('/desk', '');
	expect((await page.request.get(`/aohama-shakyo${open}`)).status()).toBe(404);
	await walker.signInAs(who.secondEye);
	await walker.visit(tree);
	await walker.send(words('causes_publish_submit'), { checked: true });

	// everybody reads it below the issue, drawn and in words
	await walker.signOut();
	await walker.visit(`/issues/${issue}`);
	await expect(page.getByRole('main')).toContainText(`${word}の木が茂っている`);
	await walker.visit(open);
	const drawing = page.getByRole('img', { name: `なぜ、${word}は暗いのか` });
	await expect(drawing.locator('rect')).toHaveCount(4);
	await expect(drawing.locator('path')).toHaveCount(3);
	await walker.follow(words('causes_print'));
	await expect(page.locator('.causes-sheet')).toHaveCount(1);

	// what is written on is a newer version; readers keep the one that was published
	await walker.signInAs(who.office);
	await walker.visit(tree);
	await walker.send(words('causes_add_submit'), { text: `${word}の道が細い` });
	await walker.signOut();
	await walker.visit(open);
	await expect(page.getByRole('main')).not.toContainText(`${word}の道が細い`);
});
