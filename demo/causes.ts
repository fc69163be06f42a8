import type { Standing } from '#lib/causes/rules.ts';

/** An answer to 「なぜ」, who wrote it (a player), and what hangs below it. */
export type CauseText = {
	text: string;
	/** Taken over from what came out of the session, in the same words. */
	isTaken?: true;
	by?: string;
	judged?: { standing: Exclude<Standing, 'hypothesis'>; reason: string };
	below?: readonly CauseText[];
};

/** Why children of 灯山 spend the evening alone, as the third session of the course and the months after it dug it out. */
export const eveningCauses: readonly CauseText[] = [
	{
		text: '学童が終わる6時と、帰宅の8時の間が空いています。',
		isTaken: true,
		judged: {
			standing: 'checked',
			reason: '坂下の学童に聞いた。6時に迎えの間に合わない家庭が、登録の3分の1ほどある。',
		},
		below: [
			{
				text: '親の帰りまでの「あと1時間」を、だれも受け持っていない',
				isTaken: true,
				below: [
					{
						text: '夕方に人手がある団体と、場所がある団体が、別々に動いている',
						by: 'facilitator',
						below: [
							{
								text: '団体どうしが、夕方に何ができるかを知らない',
								below: [
									{ text: '集まりが昼に開かれ、夕方の担い手が来られない', by: 'facilitator' },
								],
							},
						],
					},
					{
						text: '行政の事業は6時で終わる決まりになっている',
						judged: {
							standing: 'checked',
							reason: '区の子ども課に確かめた。延長は来年度に考えるとのこと。',
						},
					},
				],
			},
			{ text: '延長の申し込みは、枠がすぐに埋まります。', isTaken: true },
		],
	},
	{
		text: '頼ってよい相手だと、お互いに知らない',
		isTaken: true,
		below: [
			{
				text: '頼ることが、恥ずかしいことだと思われています。',
				isTaken: true,
				below: [{ text: '「困っている家の子」と見られるのがいやだという声がある' }],
			},
			{ text: '手伝いたい人と、困っている人が出会っていません。', isTaken: true },
			{ text: '転校してきた家庭には、知り合いがいません。', isTaken: true },
		],
	},
	{
		text: '何かあったときの責任を、一人で負うことになっている',
		isTaken: true,
		below: [
			{ text: '行事ごとの保険に、だれも入っていない' },
			{ text: '病気のときに、どこへ電話するかが決まっていない' },
		],
	},
	{
		text: '子どもが家にいたがる',
		by: 'facilitator',
		judged: {
			standing: 'wrong',
			reason: '子どもに聞いた。「だれかいるなら行きたい」という答えがほとんどだった。',
		},
	},
];

/** 坂の上の買い物: written after a walk up the slope, not shown to everybody yet. */
export const hillCauses: readonly CauseText[] = [
	{
		text: '坂の下の店まで、バスが1時間に1本しかない',
		judged: { standing: 'checked', reason: '時刻表で確かめた。' },
		below: [{ text: '昼の便は、乗る人が少ないとして減らされた' }],
	},
	{
		text: '荷物を持って上れない',
		below: [{ text: '届けてもらう店を、どこで頼めるか知らない' }],
	},
];
