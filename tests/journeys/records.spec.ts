/** From the draft of a report, with a photo, through a second pair of eyes to what everybody takes home; and the sheet of a course. */
import type { Page } from '@playwright/test';
import { expect, mark, press, test, who, words, type Walker } from '../support/journeys.ts';
import { readDocx } from '../support/docx.ts';
import { smallPdf } from '../support/papers.ts';
import { readPdf } from '../support/pdf.ts';
import { aPhoto } from '../support/photo.ts';

/** Asks for a text as a file, waits on the page that renews itself, and takes the file. */
async function taken(page: Page, walker: Walker, title: string, format: 'pdf' | 'docx') {
	await press(page, words(`papers_as_${format}`, { title }));
	await expect(page).toHaveURL(/\/papers\/[0-9a-f-]{36}$/);
	const link = page.getByRole('link', { name: words(`papers_download_${format}`) });
	await expect(link).toBeVisible({ timeout: 60_000 });
	await walker.look();
	const answer = await page.request.get((await link.getAttribute('href')) ?? '');
	expect(answer.headers()['content-disposition']).toMatch(
		new RegExp(`^attachment;.*\\.${format}$`),
	);
	return answer.body();
}

async function sendPhoto(page: Page, walker: Walker, content: Uint8Array, alt: string) {
	const open = page.locator('summary', { hasText: words('gatherings_photo_open') });
	if ((await page.locator('details[open] [name=photo]').count()) === 0) await open.click();
	await page
		.locator('[name=photo]')
		.setInputFiles({ name: '会場.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(content) });
	await walker.send(words('gatherings_photo_do'), { alt, consent: 'agreed' });
}

test('a report is written, checked by another person, and taken home with its photo; so is the sheet of the course', async ({
	page,
	walker,
}) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	await walker.visit('/desk/forums/new');
	await walker.send(words('gatherings_forum_plan_do'), {
		...{ name: `${word}を話す場`, purpose: '夕方の明るさを話します。' },
		...{ themes: '夕方の灯り', targets: '灯山で活動している方' },
	});
	const forum = walker.here();
	await walker.send(words('gatherings_start_do'), {
		...{ seenExisting: true, withSessions: true, first: '令和9年1月頃' },
	});
	await walker.follow(words('gatherings_course_1_title'));
	const session = walker.here();
	const open = session.replace('/desk', '');
	await walker.send(words('gatherings_date_do'), { when: '令和9年1月20日' });
	await walker.send(words('gatherings_announce_do'));
	await walker.visit(session);
	await walker.send(words('gatherings_open_do'));
	await walker.send(words('gatherings_results_do'), {
		kind: 'need',
		results: `髙﨑${word}の見まわり`,
	});
	await walker.visit(`${session}/people`);
	await walker.send(words('gatherings_add_do'), { actorGroup: 'residents', people: '12' });
	await walker.visit(session);
	await walker.send(words('gatherings_close_do'));

	// the draft begins with what is recorded; a wrong file is told beside its field, and the words stay
	await walker.visit(`${session}/report`);
	await expect(page.locator('[name=report]')).toHaveValue(new RegExp(`髙﨑${word}の見まわり`));
	await walker.send(words('gatherings_report_save'), {
		report: `${word}の灯りについて、髙﨑さんの畑の前で話しました。`,
	});
	const alt = `${word}を囲む12人`;
	await sendPhoto(page, walker, smallPdf('not a photo'), alt);
	await expect(page.getByText(words('gatherings_photo_wrong_type')).first()).toBeVisible();
	await expect(page.locator('[name=alt]')).toHaveValue(alt);
	await sendPhoto(page, walker, aPhoto(), alt);
	await expect(page.locator(`img[alt="${alt}"]`).first()).toBeVisible();
	const draft = await readPdf(await taken(page, walker, words('gatherings_report'), 'pdf'));
	expect(draft.words).toContain('下書きです。');
	await walker.visit(`${session}/report`);
	await expect(page.getByText(words('gatherings_approve_other'))).toBeVisible();
	await expect(page.getByRole('button', { name: words('gatherings_approve_do') })).toHaveCount(0);

	await walker.signInAs(who.secondEye);
	await walker.visit(`${session}/report`);
	await walker.send(words('gatherings_approve_do'));
	await walker.send(words('gatherings_publish_do'));

	await walker.signOut();
	await walker.visit(open);
	const photo = page.locator(`img[alt="${alt}"]`);
	await photo.scrollIntoViewIfNeeded();
	await expect
		.poll(() => photo.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth))
		.toBeGreaterThan(0);
	const report = await readPdf(await taken(page, walker, words('gatherings_report'), 'pdf'));
	expect(report).toMatchObject({ isTagged: true });
	expect(report.roles).toContain('Figure');
	expect(report.words).toContain(`${word}の灯りについて、髙﨑さんの畑の前で話しました。`);
	expect(report.words).not.toContain('下書き');
	await walker.visit(open);
	const minutes = readDocx(await taken(page, walker, words('gatherings_minutes_title'), 'docx'));
	expect(minutes.text).toContain(`髙﨑${word}の見まわり`);

	// steps 2 to 4 have left nothing: only with a reason, which stands on the sheet
	await walker.signInAs(who.office);
	await walker.visit(forum);
	await walker.send(words('gatherings_prepare_do'));
	await expect(page.getByText(words('gatherings_prepare_outputs_missing')).first()).toBeVisible();
	const reason = `${word}の掘り下げは来月にするため`;
	await walker.send(words('gatherings_prepare_do'), { reason });
	await walker.signOut();
	await walker.visit(`${forum.replace('/desk', '')}/sheet`);
	await expect(page.getByRole('main')).toContainText(reason);
	await expect(page.getByRole('main')).toContainText(words('gatherings_result_rootCause'));
	const sheet = readDocx(await taken(page, walker, words('records_sheet_public'), 'docx'));
	expect(sheet.text).toContain(reason);
	expect(sheet.text).toContain(`髙﨑${word}の見まわり`);
});
