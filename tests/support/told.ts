/** Records that several journeys need before their own story begins. */
import type { Page } from '@playwright/test';
import { expect, formOf, fill, press, who, words, type Walker } from './journeys.ts';

/** A record that staff wrote down from a telephone call; answers where it lies. */
export async function writeDown(page: Page, walker: Walker, text: string): Promise<string> {
	await page.goto('/aohama-shakyo/desk/concerns/new');
	const button = words('concerns_enter_submit');
	await fill(formOf(page, button), {
		...{ channel: 'phone', body: text, about: 'other', anonymousUse: 'yes', areaId: '灯山' },
	});
	await press(page, button);
	await expect(page).toHaveURL(/\/desk\/concerns\/[0-9a-f-]{36}/);
	return walker.here();
}

/** 見立て: how urgent it is and who reads it. */
export async function triage(page: Page, path: string): Promise<void> {
	await page.goto(`/aohama-shakyo${path}`);
	const button = words('concerns_do_triage_submit');
	await fill(formOf(page, button), { urgency: 'normal', privacy: 'P4' });
	await press(page, button);
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_triaged'));
}

/** The text from which nobody can be recognised; what is marked in it is confirmed. */
export async function deidentify(page: Page, path: string, text: string): Promise<string> {
	const address = path.replace('/desk/concerns/', '/desk/deidentified/');
	await page.goto(`/aohama-shakyo${address}`);
	const button = words('concerns_deid_write_submit');
	await fill(formOf(page, button), { text });
	await press(page, button);
	const marks = page.locator('[name=confirmed]');
	if ((await marks.count()) > 0) {
		for (const mark of await marks.all()) await mark.check();
		await press(page, button);
	}
	await expect(page.getByRole('status').first()).toContainText(words('done_concerns_deidentified'));
	return address;
}

/** Several published texts, written by one member of the staff and published by another. */
export async function publishedTexts(
	page: Page,
	walker: Walker,
	texts: readonly string[],
): Promise<void> {
	await walker.signInAs(who.desk);
	const addresses: string[] = [];
	for (const text of texts) {
		const path = await writeDown(page, walker, `${text}と、お電話がありました。`);
		await triage(page, path);
		addresses.push(await deidentify(page, path, text));
	}
	await walker.signInAs(who.secondEye);
	for (const address of addresses) {
		await page.goto(`/aohama-shakyo${address}`);
		await press(page, words('concerns_deid_publish_submit'));
		await expect(page.getByRole('status').first()).toContainText(words('done_concerns_published'));
	}
}

/** A 地域課題 made of three texts and shared by a second person; answers its id. */
export async function sharedIssue(page: Page, walker: Walker, word: string): Promise<string> {
	await publishedTexts(
		page,
		walker,
		['公園', '駅前', '坂道'].map((place) => `${place}の${word}が夕方に暗く、心配です`),
	);
	await walker.signInAs(who.desk);
	const id = await groupInto(page, walker, word);
	await walker.signInAs(who.secondEye);
	await page.goto(`/aohama-shakyo/desk/issues/${id}`);
	await fill(formOf(page, words('issues_desk_move_send')), { act: 'share', checked: true });
	await press(page, words('issues_desk_move_send'));
	await expect(page.getByRole('status').first()).toContainText(words('done_issues_moved'));
	return id;
}

/** Makes a candidate of all texts with this word. */
export async function groupInto(page: Page, walker: Walker, word: string): Promise<string> {
	await walker.visit(`/desk/grouping?q=${encodeURIComponent(word)}`);
	await walker.follow(words('issues_grouping_make'));
	await expect(page.locator('[name=concerns]:checked')).toHaveCount(3);
	await walker.send(words('issues_make_send'), {
		...{ title: `夕方の${word}が暗い`, titleKana: `ゆうがたの${word}がくらい`, theme: 'children' },
		description: `${word}のあたりが夕方に暗く、子どもも高齢の方も外に出にくくなっています。`,
		wall: '照明、見守り、樹木の手入れの担当がばらばらで、一つの団体だけでは決められません。',
	});
	await expect(page.getByRole('status').first()).toContainText(words('done_issues_made'));
	return walker.here().split('/').pop() ?? '';
}

/** A talk that is under way; answers its address in the work on sessions. */
export async function sessionUnderWay(
	walker: Walker,
	title: string,
	issueId = '',
): Promise<string> {
	await walker.visit('/desk/sessions/new');
	await walker.send(words('gatherings_session_plan_do'), {
		...{ kind: 'talk', when: '令和9年1月20日', title, startsAt: '13時30分', endsAt: '15時' },
		...(issueId && { issueId }),
	});
	const session = walker.here();
	await walker.visit(`${session}/agenda`);
	await walker.send(words('gatherings_pillars_save'), { question: 'いま、何に困っていますか' });
	await walker.visit(session);
	await walker.send(words('gatherings_announce_do'));
	await walker.send(words('gatherings_open_do'));
	return session;
}
