/** After a session everybody hears what was agreed and what comes next: by mail once, on paper, on a page. */
import { expect, formOf, mark, planTalk, press, test, who, words } from '../support/journeys.ts';

test('what was agreed and parked is sent once, printed, and read without an account', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	const session = await planTalk(walker, word, '令和8年1月20日');
	await walker.visit(session);
	await walker.send(words('gatherings_announce_do'));

	// somebody leaves an address, somebody else has none
	const open = session.replace('/desk', '');
	await walker.signOut();
	await walker.visit(open);
	await walker.send(words('gatherings_sign_up_do'), {
		...{ name: `坂の${word}`, actorGroup: 'residents', email: 'saka@example.jp' },
	});
	await walker.visit(open);
	await walker.send(words('gatherings_sign_up_do'), {
		...{ name: `丘の${word}`, actorGroup: 'residents', telephone: '03-0111-2222' },
	});

	await walker.signInAs(who.office);
	await walker.visit(session);
	await walker.send(words('gatherings_open_do'));
	await walker.send(words('gatherings_results_do'), {
		...{ kind: 'openPoint', results: `${word}の鍵の当番` },
	});
	await walker.send(words('gatherings_decision_do'), {
		...{ text: `毎週${word}を歩く`, actorGroups: ['residents'], whoDoes: '町会' },
	});
	await walker.visit(`${session}/people`);
	await walker.send(words('gatherings_tick_do'), { signUpIds: true });
	await walker.visit(session);
	await walker.send(words('gatherings_close_do'));
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_report_save'), { report: `${word}について話しました。` });
	await walker.signInAs(who.secondEye);
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_approve_do'));
	await walker.send(words('gatherings_publish_do'));

	// it is offered as soon as the report is there
	await walker.follow(words('digests_offer_open'));
	await expect(page.getByText(`丘の${word}`)).toBeVisible();
	await expect(page.getByText(words('digests_send_text', { count: 1 }))).toBeVisible();
	// the page that waits for the paper looks again by itself
	await press(page, words('digests_paper_do'));
	await expect(page).toHaveURL(/\/papers\//);
	await walker.visit(`${session}/digest`);
	await walker.send(words('digests_send_do'));
	await expect(page.getByText(words('digests_sent_count', { count: 1 }))).toBeVisible();
	await expect(formOf(page, words('digests_send_do'))).toHaveCount(0);

	await walker.signOut();
	await walker.visit(open);
	await walker.follow(words('digests_link'));
	await expect(page.getByText(`毎週${word}を歩く`)).toBeVisible();
	await expect(page.getByText(`${word}の鍵の当番`)).toBeVisible();
	await expect(page.getByRole('main')).not.toContainText(`坂の${word}`);
});
