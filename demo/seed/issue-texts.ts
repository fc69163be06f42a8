import { and, eq } from 'drizzle-orm';
import {
	acceptVersion,
	citePlan,
	returnVersion,
	rewriteIssue,
} from '#lib/issues/server/commands.ts';
import { issueVersions } from '#lib/issues/server/tables.ts';
import { type IssueKey } from '../issue-times.ts';
import { issueTexts } from '../issues.ts';
import { at } from './days.ts';
import { taken } from './random.ts';
import { act, look, madeOf, player, type Player, type Stage } from './stage.ts';

/** Texts grow: what was learned is written in, read by a second person, and the old one stays as history. */
export function tellOfTexts(stage: Stage): void {
	const { timeline, days } = stage;
	const rewrite = async (key: IssueKey, who: Player, addition: string, why: string) => {
		const text = taken(issueTexts.find((one) => one.key === key));
		const id = madeOf(stage, `issue:${key}`);
		const { title, titleKana, description, wall } = text;
		await act(stage, rewriteIssue, who, {
			id,
			title,
			titleKana,
			wall,
			why,
			description: `${description}${addition}`,
		});
		return id;
	};
	timeline.begin(at(days.officeAgo(286), '10:20'), async () => {
		const id = await rewrite(
			'hill-shopping',
			player(stage, 'csw6'),
			'\n下りはよくても、荷物を持って上ることができないという声が多くあります。',
			'話し合いで出た声を加えた',
		);
		await timeline.until(at(days.officeAgo(284), '14:10'));
		await act(stage, acceptVersion, player(stage, 'secondEye'), {
			id,
			number: String(await waitingOf(stage, id)),
			checked: 'yes',
		});
	});
	timeline.begin(at(days.officeAgo(270), '11:00'), async () => {
		const id = await rewrite(
			'evening-children',
			player(stage, 'csw5'),
			'\n4回の講座で、迎えの時間までの「あと1時間」が一番の壁だとわかりました。',
			'4回連続講座の結果を加えた',
		);
		await timeline.until(at(days.officeAgo(268), '11:30'));
		await act(stage, acceptVersion, player(stage, 'office3'), {
			id,
			number: String(await waitingOf(stage, id)),
			checked: 'yes',
		});
	});
	timeline.begin(at(days.officeAgo(92), '16:00'), async () => {
		const id = await rewrite(
			'condo-alone',
			player(stage, 'csw8'),
			'\nある建物の12階では、見守りの当番を決めようとしてうまくいきませんでした。',
			'理事会での話を加えた',
		);
		await timeline.until(at(days.officeAgo(90), '09:40'));
		await act(stage, returnVersion, player(stage, 'secondEye'), {
			...{ id, number: String(await waitingOf(stage, id)) },
			why: '建物と階がわかる書き方です。広い言い方に直してください。',
		});
	});
	timeline.begin(at(days.officeAgo(4), '15:20'), async () => {
		await rewrite(
			'retired-men',
			player(stage, 'csw1'),
			'\n「役に立てる」とわかると出てこられる方が多いことが、活動の中で見えてきました。',
			'プラットフォームで学んだことを加えた',
		);
	});
}

async function waitingOf(stage: Stage, issueId: string): Promise<number> {
	const [row] = await look(stage, (tx) =>
		tx
			.select({ number: issueVersions.number })
			.from(issueVersions)
			.where(
				and(
					eq(issueVersions.operatorId, stage.operatorId),
					eq(issueVersions.issueId, issueId),
					eq(issueVersions.state, 'waiting'),
				),
			),
	);
	return taken(row).number;
}

/** What plans of others say about it. */
export function tellOfCitations(stage: Stage): void {
	const cite = (key: IssueKey, ago: number, name: string, dated: string, clause: string) =>
		stage.timeline.begin(at(stage.days.officeAgo(ago), '16:20'), async () => {
			await act(stage, citePlan, player(stage, 'office4'), {
				id: madeOf(stage, `issue:${key}`),
				name,
				dated,
				clause,
			});
		});
	cite(
		'eighty-fifty',
		350,
		'蒼浜区地域福祉計画',
		'令和4年度～令和8年度',
		'基本目標2「世帯まるごとの相談支援」',
	);
	cite('hill-shopping', 300, '蒼浜区地域公共交通の考え方', '令和6年3月', '「坂の多い地区の移動」');
	cite(
		'evening-children',
		360,
		'第3次蒼浜区地域福祉活動計画「よりみちプラン」',
		'令和5年度～令和9年度',
		'目標1「つどう」',
	);
}
