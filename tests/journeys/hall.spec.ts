/** A hall writes together: by the code on the screen, without an account, and without a connection for a while. */
import { codeOn, kindOf, noteOn, write } from '../support/hall.ts';
import { council, expect, mark, test, who, words, type Walker } from '../support/journeys.ts';

/** A coming session whose board is open; gives its address in the work on sessions. */
async function anOpenHall(walker: Walker): Promise<string> {
	await walker.visit('/desk/sessions?state=registration');
	const addresses = await walker.linksTo(/\/desk\/sessions\/[0-9a-f-]{36}$/);
	for (const address of addresses) {
		await walker.visit(`${address}/hall`);
		if (await walker.shows('.board-code')) return address;
	}
	throw new Error('no session with an open board');
}

test('notes of the hall become the record of the session', async ({
	page,
	walker,
	browser,
	javaScriptEnabled,
}, info) => {
	test.slow();
	const word = mark();
	await walker.signInAs(who.office);
	const session = await anOpenHall(walker);
	const code = await codeOn(page);

	// somebody in the hall, with a phone of their own and no account
	const hall = await browser.newContext(kindOf(info, page, javaScriptEnabled !== false));
	const phone = await hall.newPage();
	await phone.goto(`${council}/hall`);
	await phone.locator('[name=code]').fill(code.toUpperCase());
	await phone.getByRole('button', { name: words('boards_code_do') }).click();
	await phone.locator('[name=calledName]').fill(word);
	await phone.locator('[name=actorGroup]').selectOption('residents');
	await phone.locator('[name=table]').fill('3');
	await phone.getByRole('button', { name: words('boards_join_do') }).click();
	await expect(phone).toHaveURL(/\/boards\//);
	await write(phone, `${word}の夕方`);
	await expect(noteOn(phone, `${word}の夕方`)).toBeVisible();

	await walker.follow(words('boards_work_board'));
	const board = walker.here();
	await expect(noteOn(page, `${word}の夕方`)).toBeVisible();
	if (javaScriptEnabled !== false) {
		await expect(page.locator('.board-line')).toHaveText(words('boards_line_open'));
		// on a slow line somebody writes before the script of the page has come: the words stay
		const slow = /\/_app\/immutable\/.*\.js$/;
		const script = Promise.withResolvers<undefined>();
		await phone.route(slow, (route) => script.promise.then(() => route.continue()));
		await phone.reload({ waitUntil: 'commit' });
		const early = phone.locator('.note-new textarea').first();
		await early.fill(`${word}の朝`);
		script.resolve(undefined);
		await expect(phone.locator('.board-line')).toHaveText(words('boards_line_open'));
		await expect(early).toHaveValue(`${word}の朝`);
		await phone.unroute(slow);
		// what is written without a connection waits on the phone, and arrives by itself
		await expect(phone.locator('.board-line')).toHaveText(words('boards_line_open'));
		await hall.setOffline(true);
		await write(phone, `${word}の夜`);
		await expect(noteOn(phone, `${word}の夜`)).toBeVisible();
		await expect(phone.locator('.board-line')).toHaveText(
			words('boards_line_waiting', { count: 1 }),
		);
		await hall.setOffline(false);
	} else {
		await write(phone, `${word}の夜`);
		await walker.visit(board);
	}
	await expect(noteOn(page, `${word}の夜`)).toBeVisible({ timeout: 30_000 });

	// put together under a name, by native controls
	await walker.send(words('boards_cluster_add_do'), { text: `${word}のまとまり` });
	await expect(page.getByRole('heading', { name: `${word}のまとまり` })).toBeVisible();
	const note = noteOn(page, `${word}の夕方`);
	await note.locator('summary').click();
	const place = note.locator('[name=place]');
	const [target] = await place
		.locator('option')
		.filter({ hasText: `${word}のまとまり` })
		.evaluateAll((options) => options.map((option) => option.getAttribute('value')));
	await place.selectOption(target ?? '');
	await note.getByRole('button', { name: words('boards_move_do') }).click();
	const cluster = page.getByRole('list', { name: `${word}のまとまり` });
	await expect(cluster.getByText(`${word}の夕方`).first()).toBeVisible();
	await walker.look();
	await walker.visit(`${board}?screen`);

	// shown out: the phone hears nothing more
	await walker.visit(`${session}/hall`);
	const row = page.locator('.board-people li').filter({ hasText: word });
	await row.getByRole('button', { name: words('boards_work_remove') }).click();
	await expect(page.getByRole('status').first()).toContainText(words('done_boards_removed'));
	if (javaScriptEnabled !== false)
		await expect(phone.locator('.board-line')).toHaveText(words('boards_line_shown_out'), {
			timeout: 15_000,
		});
	expect((await phone.reload())?.status()).toBe(404);
	await hall.close();

	// after the session it is a copy to read, and its notes stand in the record
	await walker.visit(session);
	await walker.send(words('gatherings_open_do'));
	await walker.visit(`${session}/hall`);
	await walker.send(words('boards_work_close'));
	await expect(page.getByText(`${word}の夕方`).first()).toBeVisible();
	await expect(page.getByText(`${word}のまとまり`).first()).toBeVisible();
	await walker.visit(board);
	await expect(page.locator('.board-line')).toHaveText(words('boards_line_closed'));
	await expect(page.locator('.note-new')).toHaveCount(0);
});

test('everybody gets a seat at a table of four, and the plan can be printed', async ({
	page,
	walker,
}) => {
	await walker.signInAs(who.office);
	const session = await anOpenHall(walker);
	await walker.visit(`${session}/seating`);
	await walker.send(words('seating_take_do'));
	await walker.send(words('seating_add_do'), {
		...{ calledName: '髙﨑 そのえ', actorGroup: 'company', fixedTable: '1' },
	});
	if (await walker.shows('.seat-round'))
		await walker.send(words('seating_plan_again_do'), { rounds: '2' });
	else await walker.send(words('seating_plan_do'), { rounds: '2' });
	await expect(page.locator('.seat-round')).toHaveCount(2);
	const first = page.locator('.seat-tables').first().locator('> li').first();
	await expect(first).toContainText('髙﨑 そのえ');
	await walker.visit(`${session}/seating/print`);
	await expect(page.locator('.slips')).toContainText('髙﨑 そのえ');
});
