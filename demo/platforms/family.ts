import { officer } from './officer.ts';
import type { PlatformText } from './types.ts';

export const family: PlatformText = {
	key: 'family',
	name: '世帯まるごと相談の入口づくり',
	nameKana: 'せたいまるごとそうだんのいりぐちづくり',
	issue: 'eighty-fifty',
	session: 'talk:eighty-fifty',
	purpose: '高齢の親と、家にいる子の世帯が、一度の相談で両方の話を聞いてもらえる入口をつくります。',
	successCondition:
		'名前を言わなくてよい相談の日を月1回開き、三つの機関が同じ用紙で話を聞けるようになること。',
	period: '1年ほど',
	neededRoles: ['電話を受ける人', '用紙をつくる人', '家族会の世話をする人'],
	howToJoin: '事務局までご連絡ください。',
	calledAgo: 318,
	activeAgo: 292,
	caller: { who: 'org:NPO法人 こもれび', roles: ['電話を受ける', '家族会の世話'] },
	joins: [
		{ who: 'org:北浜西地区民生委員児童委員協議会', roles: ['お知らせを届ける'] },
		{ who: 'org:NPO法人 きずな就労センター', roles: ['働くことの相談'] },
		{ who: 'org:蒼浜区地域包括支援センター 北浜', roles: ['親の暮らしの相談'] },
	],
	asks: [{ ...officer, sharesOnly: true, ago: 285, welcomed: true }],
	actions: [
		{
			what: '三つの機関で使う用紙の案をつくる',
			who: 'org:NPO法人 きずな就労センター',
			madeAgo: 288,
			startedAgo: 280,
			doneAgo: 240,
		},
		{
			what: '名前を言わなくてよい電話の日を、月1回開く',
			who: 'org:NPO法人 こもれび',
			madeAgo: 288,
			startedAgo: 270,
			doneAgo: 150,
		},
		{
			what: '用紙を使ってよい根拠を確かめる',
			who: 'org:蒼浜区地域包括支援センター 北浜',
			madeAgo: 230,
			startedAgo: 215,
		},
	],
	entries: [
		{
			who: 'org:NPO法人 こもれび',
			ago: 252,
			stage: 'act',
			progress: '電話の日を2回開き、4件の電話がありました。',
			tried: '夜の8時まで受けてみました。',
			learned: '夜のほうが、家族が話しやすいようです。',
		},
		{
			who: 'org:蒼浜区地域包括支援センター 北浜',
			ago: 190,
			stage: 'act',
			progress: '用紙の案ができましたが、機関どうしで内容を見せ合う根拠がなく、使えていません。',
			learned: '団体の間の約束だけでは、個人のことを共有できません。',
			next: '区と相談します。',
		},
		{
			who: 'org:NPO法人 きずな就労センター',
			ago: 118,
			stage: 'review',
			progress:
				'半年たちましたが、同じ用紙で話を聞くところまで進めていません。電話の日は続けられます。',
		},
	],
	question: {
		kind: 'stop',
		ago: 80,
		words:
			'電話の日は続けられますが、目的だった「一度の相談で両方の話を聞く入口」は、私たちだけではつくれないとわかりました。共有のための決まりを区につくってもらう必要があります。ここでいったんやめ、わかったことを引き継ぎたいと思います。',
		answers: [
			{
				who: 'org:北浜西地区民生委員児童委員協議会',
				benefit: '断られても手紙を置いてくる、というやり方を覚えました。',
			},
			{
				who: 'org:NPO法人 きずな就労センター',
				benefit: '親の相談を受ける方と、顔の見える関係になりました。',
			},
			{
				who: 'org:蒼浜区地域包括支援センター 北浜',
				benefit: '子の側の相談先を、具体的に案内できるようになりました。',
			},
			{ who: 'officer' },
		],
	},
	end: {
		ago: 63,
		reached:
			'名前を言わなくてよい電話の日は月1回続きましたが、三つの機関が同じ用紙で話を聞くところまでは届きませんでした。団体どうしの約束だけでは、個人のことを共有できないためです。',
		thanks:
			'夜の電話を受け続けてくださった皆さま、ありがとうございました。届かなかったことも、次の一歩の材料になります。',
		remains: [
			{ words: '世帯全体の相談を受けるための、情報の共有の決まり', destination: 'plan' },
			{ words: '名前を言わなくてよい電話の日（月1回）', destination: 'member' },
		],
		resolves: false,
	},
};
