/** A 勉強会: asked beforehand, answered, kept with its materials, and found again; and how cooperation is explained. */
import { expect, formOf, mark, test, who, words } from '../support/journeys.ts';
import { smallPdf } from '../support/papers.ts';

test('a question that was sent in is answered, and the materials are found on the shelf', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	await walker.visit('/desk/sessions/new');
	await walker.send(words('gatherings_session_plan_do'), {
		...{ title: `${word}の勉強会`, theme: `${word}の備え`, when: '令和9年1月20日' },
		kind: 'study',
	});
	const session = walker.here();
	await walker.send(words('gatherings_announce_do'));
	const open = session.replace('/desk', '');

	// without an account
	await walker.signOut();
	await walker.visit(open);
	await walker.follow(words('studies_of_link'));
	const shelf = walker.here();
	await walker.send(words('studies_ask_do'), { text: `${word}は何日分いりますか` });
	await expect(page.getByRole('status').first()).toContainText(words('done_studies_asked'));
	await expect(page.getByRole('main')).not.toContainText(`${word}は何日分`);

	await walker.signInAs(who.office);
	await walker.visit(`${session}/study`);
	await walker.send(words('studies_take_up_do'));
	await walker.send(words('studies_answer_do'), {
		...{ answer: '三日分です', answerer: '講師の手塚さん' },
	});
	const form = formOf(page, words('studies_add_do'));
	await form.locator('[name=file]').setInputFiles({
		...{ name: `${word}.pdf`, mimeType: 'application/pdf', buffer: smallPdf('guide') },
	});
	await walker.send(words('studies_add_do'), {
		...{ title: `${word}の手引き`, titleKana: 'テビキ', text: '水は三日分です' },
	});
	await expect(page.getByRole('status').first()).toContainText(words('done_studies_added'));

	await walker.visit(session);
	await walker.send(words('gatherings_open_do'));
	await walker.visit(`${session}/people`);
	await walker.send(words('gatherings_add_do'), { actorGroup: 'residents', people: '4' });
	await walker.visit(session);
	await walker.send(words('gatherings_close_do'));
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_report_save'), { report: `${word}を学びました。` });
	await walker.signInAs(who.secondEye);
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_approve_do'));
	await walker.send(words('gatherings_publish_do'));

	await walker.signOut();
	await walker.visit(`/studies?theme=${encodeURIComponent(`${word}の備え`)}`);
	await walker.follow(`${word}の手引き`);
	expect(walker.here()).toBe(shelf);
	await expect(page.getByText('三日分です', { exact: true })).toBeVisible();
	const [file = ''] = await walker.linksTo(/\/files\//);
	const answer = await page.request.get(`/aohama-shakyo${file}`);
	expect(answer.headers()['content-disposition']).toContain('attachment');
	await walker.visit('/studies/questions');
	await expect(page.getByText(`${word}は何日分いりますか`)).toBeVisible();
	await walker.visit(`/search?q=${encodeURIComponent(word)}&kind=material`);
	await expect(page.locator('.found')).toContainText(words('search_kind_material'));
});

test('cooperation is explained from the platforms on, with examples and the credit', async ({
	page,
	walker,
}) => {
	await walker.visit('/platforms');
	await walker.follow(words('learning_title'));
	await expect(page.getByText(words('learning_credit'))).toBeVisible();
	for (const part of ['joining', 'cooperation', 'examples'] as const) {
		await walker.visit(`/learn/${part}`);
		await walker.follow(words('learning_title'));
	}
	await walker.visit('/benefits/guide');
	await walker.follow(words('learning_title'));
});
