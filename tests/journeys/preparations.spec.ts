/** Before a session organisations tell what they do and what troubles them; the others read it, and the hall goes on from it. */
import { expect, formOf, mark, planTalk, test, who, words } from '../support/journeys.ts';

test('what an organisation tells beforehand is a card for the others and an opinion in the hall', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	const session = await planTalk(walker, word, '令和9年1月20日');

	// asked before the session is announced
	await walker.visit(session);
	await walker.follow(new RegExp(words('preparations_work_link')));
	const form = formOf(page, words('preparations_ask_do'));
	for (const name of ['NPO法人 埠頭ネット', 'さかみち'])
		await form.getByLabel(name, { exact: true }).check();
	await walker.send(words('preparations_ask_do'), { dueOn: '令和9年1月15日' });
	await expect(page.getByText(words('preparations_state_asked'))).toHaveCount(2);
	const work = walker.here();

	await walker.signInAs(who.network);
	await walker.visit('/me');
	await walker.follow(
		words('preparations_me_row', {
			session: `${word}を話す回`,
			organisation: 'NPO法人 埠頭ネット',
		}),
	);
	await walker.send(words('preparations_answer'), {
		...{ whatWeDo: `${word}の灯りをつけています`, wishes: '' },
		troubles: `${word}の当番が足りません\n電球が高い`,
		shown: ['troubles', 'whatWeDo'],
	});
	await expect(page.getByRole('status').first()).toContainText(words('done_preparations_answered'));
	await walker.follow(words('preparations_cards_read'));
	const cards = walker.here();
	await expect(page.getByText(`${word}の灯りをつけています`)).toBeVisible();

	// the others read the card, nobody else does
	await walker.signInAs(who.helpers);
	await walker.visit(cards);
	const card = page.getByRole('listitem').filter({ hasText: 'NPO法人 埠頭ネット' }).first();
	await expect(card).toContainText(`${word}の灯りをつけています`);
	await walker.follow(words('preparations_own_sheet'));
	await walker.signInAs(who.resident);
	expect((await page.request.get(`/aohama-shakyo${cards}`)).status()).toBe(404);

	await walker.signInAs(who.office);
	await walker.visit(session);
	await walker.send(words('gatherings_announce_do'));
	await walker.send(words('gatherings_open_do'));
	await walker.visit(work);
	await formOf(page, words('preparations_take_do')).getByLabel(`${word}の当番が足りません`).check();
	await walker.send(words('preparations_take_do'));
	await expect(page.getByRole('status').first()).toContainText(words('done_preparations_taken'));
	await walker.send(words('preparations_cards_keep_do'));
	await walker.visit(`${session}/results`);
	await expect(page.getByText(`${word}の当番が足りません`).first()).toBeVisible();
	await expect(page.getByText(`${word}の灯りをつけています`).first()).toBeVisible();
});
