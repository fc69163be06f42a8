import type { PlatformText } from './types.ts';

export const lunch: PlatformText = {
	key: 'lunch',
	name: 'はじめましての昼ごはん',
	nameKana: 'はじめましてのひるごはん',
	issue: 'new-mothers',
	session: 'talk:new-mothers',
	purpose: '越してきたばかりの子育て家庭が、近所に顔見知りをつくれるようにします。',
	successCondition:
		'月2回の昼ごはんの会が半年続き、はじめて来た家庭の半分が、近所に話せる人が一人以上できたと答えること。',
	period: '9か月ほど',
	neededRoles: ['場所を開ける人', '料理をする人', '入口で待つ人', '健診の会場から一緒に歩く人'],
	howToJoin: '見学からどうぞ。毎月第2・第4水曜日の10時に、店の2階へお越しください。',
	calledAgo: 338,
	activeAgo: 310,
	caller: { who: 'org:NPO法人 SODATE', roles: ['会の進行', '一時預かり'] },
	joins: [
		{ who: 'org:ミナトマート 北浜店', roles: ['店の2階を開ける', '食材の提供'] },
		{ who: 'org:埠頭新町自治会', roles: ['回覧と掲示でのお知らせ'] },
		{ who: 'org:埠頭新町地区民生委員児童委員協議会', roles: ['健診の会場から一緒に歩く'] },
		{ who: 'org:絵本よみきかせ ぽんぽこ', roles: ['絵本の時間'] },
	],
	declines: ['生活協同組合コープひより 蒼浜センター'],
	asks: [
		{ who: 'resident8', displayName: 'ひよこ', roles: ['入口で待つ'], ago: 260, welcomed: true },
	],
	actions: [
		{
			what: '会場の決まりを一枚にまとめる',
			who: 'org:ミナトマート 北浜店',
			madeAgo: 308,
			startedAgo: 306,
			doneAgo: 300,
		},
		{
			what: '案内のちらしを健診の会場に置く',
			who: 'org:埠頭新町自治会',
			madeAgo: 308,
			startedAgo: 304,
			doneAgo: 296,
		},
		{
			what: '入口で待つ当番を決める',
			who: 'org:NPO法人 SODATE',
			madeAgo: 305,
			startedAgo: 300,
			doneAgo: 292,
		},
		{
			what: '来た方に、三か月後の様子を聞く',
			who: 'org:NPO法人 SODATE',
			madeAgo: 240,
			startedAgo: 200,
			doneAgo: 128,
		},
	],
	entries: [
		{
			who: 'org:NPO法人 SODATE',
			ago: 284,
			stage: 'act',
			progress: '昼ごはんの会を4回開き、のべ31家庭が来られました。',
			tried: '予約のいる回といらない回を、一度ずつ試しました。',
			learned: '予約のいらない回に、はじめての方が多く来ました。',
			next: '全部の回を、予約なしにします。',
		},
		{
			who: 'org:埠頭新町地区民生委員児童委員協議会',
			ago: 226,
			stage: 'act',
			progress: '健診の会場から一緒に歩いた家庭が12になりました。',
			learned: '「一緒に行きましょう」より「ちょうど行くところです」のほうが、来やすいようです。',
		},
		{
			who: 'org:絵本よみきかせ ぽんぽこ',
			ago: 165,
			stage: 'act',
			progress: '先に来ていた方が、新しい方を迎えるようになりました。',
			learned: '役割があると、次も来る理由になります。',
		},
		{
			who: 'org:NPO法人 SODATE',
			ago: 124,
			stage: 'review',
			progress:
				'半年続きました。聞き取りでは、はじめて来た38家庭のうち25家庭が、近所に話せる人ができたと答えました。',
		},
	],
	question: {
		kind: 'achieve',
		ago: 121,
		words:
			'月2回の会が半年続き、はじめて来た家庭の半分をこえる方が、話せる人ができたと答えました。達成の目安に届いたと考えます。',
		answers: [
			{
				who: 'org:ミナトマート 北浜店',
				benefit: '昼の時間に店へ来る方がふえ、店員が名前で呼べるお客さまができました。',
			},
			{ who: 'org:埠頭新町自治会', benefit: '若い家庭と、初めて話す機会になりました。' },
			{
				who: 'org:埠頭新町地区民生委員児童委員協議会',
				benefit: '訪ねるとき、子どもの名前を呼べるようになりました。',
			},
			{ who: 'org:絵本よみきかせ ぽんぽこ', benefit: '読み手の仲間が2人ふえました。' },
			{ who: 'resident8', benefit: '越してきたときの自分に、やっと返事ができた気がします。' },
		],
	},
	end: {
		ago: 106,
		reached:
			'月2回の昼ごはんの会が半年続き、はじめて来た38家庭のうち25家庭が、近所に話せる人ができたと答えました。目安の半分をこえました。',
		thanks:
			'火を使い、扉を開け、待っていてくださった皆さま、ありがとうございました。会は、来ていた方たちの手で続きます。',
		remains: [{ words: '夜や週末にしか来られない家庭への声かけ', destination: 'issue' }],
		resolves: true,
		outcome: {
			title: '予約のいらない昼ごはんの会が、当事者の手で続いている',
			kind: 'mechanism',
			voices:
				'「はじめての日、入口で待っていてくれた人の顔を、今も覚えています。今度は私が待つ番です。」',
			evidence: '参加の記録と、三か月後の聞き取り（38家庭のうち25家庭）。',
			number: {
				value: '25',
				unit: '家庭',
				meaning: '近所に話せる人ができたと答えた家庭（はじめて来た38家庭のうち）',
			},
			publishedAgo: 99,
		},
	},
};
