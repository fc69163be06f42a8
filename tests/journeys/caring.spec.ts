/** Staff sort what came in, answer it, and turn it into a text from which nobody can be recognised (b, c). */
import { expect, fill, formOf, mark, test, who, words } from '../support/journeys.ts';
import { triage, writeDown } from '../support/told.ts';

test('staff sort, answer and write; only somebody else publishes', async ({ page, walker }) => {
	const word = mark();
	const raw = `佐藤さん（82歳）が灯山2-3-4のさくらマンションで一人でいる。電話は090-1234-5678。${word}`;
	await walker.signInAs(who.desk);
	await walker.visit('/desk');
	await walker.visit('/desk/concerns');
	const path = await writeDown(page, walker, raw);

	// too early for a text: it has not been sorted
	await walker.visit(path);
	await expect(page.getByText(words('concerns_one_untriaged_first'))).toBeVisible();
	await triage(page, path);
	await walker.look();
	await expect(page.getByText(words('concerns_fact_to_triage')).first()).toBeVisible();

	await walker.send(words('concerns_do_take_over'));
	await walker.send(words('concerns_do_answer_submit'), {
		reply: '知らせてくださって、ありがとうございます。担当が近くを訪ねます。',
	});
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_answered'));
	await expect(page.getByText(words('concerns_fact_to_response')).first()).toBeVisible();

	// what looks like somebody is marked, in the raw text and in the first attempt
	await walker.follow(words('concerns_one_text_go'));
	const desk = walker.here();
	for (const piece of ['佐藤さん', '82歳', '090-1234-5678'])
		await expect(page.locator('mark', { hasText: piece }).first()).toBeVisible();
	const button = words('concerns_deid_write_submit');
	await walker.send(button, { text: `佐藤さんが一人でいて心配です。${word}` });
	await expect(page.getByRole('alert')).toContainText(words('concerns_deidentified_marks_left'));
	await expect(page.locator('textarea[name=text]')).toHaveValue(
		`佐藤さんが一人でいて心配です。${word}`,
	);
	await walker.send(button, { text: `近所の高齢の方が一人でいて心配です。${word}` });
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_deidentified'));

	// the author sees no button and is told why; the server says the same
	await expect(page.getByText(words('concerns_deid_publish_own'))).toBeVisible();
	await expect(
		page.getByRole('button', { name: words('concerns_deid_publish_submit') }),
	).toHaveCount(0);
	const forced = await page.request.post(`${page.url().split('?')[0]}?/publish`, {
		form: { once: crypto.randomUUID(), version: '1' },
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
	});
	expect(forced.url()).not.toContain('done=');

	await walker.signInAs(who.secondEye);
	await walker.visit('/desk/deidentified');
	await walker.visit(desk);
	await walker.send(words('concerns_deid_publish_submit'));
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_published'));

	// members read the text, and nothing that leads to the record
	await walker.signInAs(who.network);
	await walker.visit(`/concerns?q=${encodeURIComponent(word)}`);
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await expect(page.getByRole('main')).not.toContainText('佐藤');
	expect(
		(await page.request.get(`${new URL(page.url()).origin}/aohama-shakyo${path}`)).status(),
	).toBe(404);
});

test('the same matter told twice is answered as one; another is handed on', async ({
	page,
	walker,
}) => {
	const word = mark();
	await walker.signInAs(who.desk);
	const first = await writeDown(page, walker, `ごみ置き場があふれています。${word}`);
	const number =
		/気-\S+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0] ?? '';
	const second = await writeDown(page, walker, `ごみの場所が散らかっています。${word}`);
	await triage(page, second);
	await walker.send(words('concerns_do_duplicate_submit'), { number });
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_merged'));
	await expect(page.getByRole('main')).toContainText(number);

	await triage(page, first);
	await fill(formOf(page, words('concerns_do_refer_submit')), {
		...{ toName: '区の清掃事務所', note: '置き場を見てほしいこと' },
	});
	await walker.send(words('concerns_do_refer_submit'));
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_referred'));
	await walker.visit('/desk/concerns/all?state=duplicateOf');
});
