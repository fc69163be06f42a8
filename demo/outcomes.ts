import type { OriginKind, OutcomeKind } from '#lib/outcomes/rules.ts';

/** Outcomes beside those of a dissolution: each written by one person and read by another. */
export type OutcomeText = {
	key: string;
	origin: { kind: OriginKind; made: string };
	by: string;
	ago: number;
	title: string;
	kind: OutcomeKind;
	changed: string;
	happened: string;
	voices?: string;
	evidence: string;
	number?: { value: string; unit: string; meaning: string };
	/** Left out: it waits for a second person. */
	then?:
		| { do: 'publish'; by: string; ago: number }
		| { do: 'return'; by: string; ago: number; note: string }
		| { do: 'publishAndWithdraw'; by: string; ago: number; withdrawnAgo: number; reason: string };
};

export const outcomeTexts: readonly OutcomeText[] = [
	{
		key: 'links',
		origin: { kind: 'session', made: 'session:exchange1' },
		by: 'facilitator3',
		ago: 228,
		title: 'はじめて出会った団体どうしが、18の組になった',
		kind: 'connection',
		changed:
			'情報交換会で同じ組になった団体のうち、それまで一緒に活動したことのない組が18ありました。その後、三つの組が一緒に行事を開きました。',
		happened: '会の後の三か月',
		evidence: '会の後の聞き取り（参加した30人のうち27人が回答）。',
		number: { value: '18', unit: '組', meaning: 'はじめて一緒に話した団体の組' },
		then: { do: 'publish', by: 'office', ago: 222 },
	},
	{
		key: 'papers',
		origin: { kind: 'session', made: 'session:talk:dementia' },
		by: 'csw3',
		ago: 150,
		title: '23の店のレジに、相談先の紙が置かれた',
		kind: 'mechanism',
		changed:
			'本町通りの店が、気になるお客さまのことを相談できる先を一枚の紙にし、レジの横に置きました。電話での相談が月に4件ほど入るようになりました。',
		happened: '半年ほど前',
		voices: '「声をかけた後の行き先が決まっていると、待つ余裕ができます。」',
		evidence: '商店会の記録（23店）、地域包括支援センターへの電話の数。',
		number: { value: '23', unit: '店', meaning: '相談先の紙を置いた店' },
		then: { do: 'publish', by: 'office3', ago: 144 },
	},
	{
		key: 'benches',
		origin: { kind: 'platform', made: 'platform:van' },
		by: 'org:さかみち',
		ago: 74,
		title: '坂の途中に、腰かけが3か所できた',
		kind: 'life',
		changed:
			'松ヶ原台の坂に、自治会が腰かけを3か所置きました。買い物便を待つ間だけでなく、歩いて上る方が休む場所になっています。',
		happened: '3か月ほど前',
		voices: '「ひと休みできると思うと、また歩いてみようという気になります。」',
		evidence: '設置の記録と写真。歩いた方への聞き取り（14人）。',
		number: { value: '3', unit: 'か所', meaning: '坂の途中に置いた腰かけ' },
		then: { do: 'publish', by: 'secondEye', ago: 69 },
	},
	{
		key: 'letters',
		origin: { kind: 'session', made: 'session:talk:foreign-roots' },
		by: 'csw2',
		ago: 40,
		title: '学校の手紙のひな形が、使われはじめた',
		kind: 'institution',
		changed: 'やさしい日本語のひな形5種類を、北浜西の学校が手紙に使いはじめました。',
		happened: 'このごろ',
		evidence: '学校から聞いた話',
		then: {
			do: 'return',
			by: 'office',
			ago: 36,
			note: 'どの学校で、いつから、何通に使われたのかを、確かめられる形で書き足してください。',
		},
	},
	{
		key: 'phone',
		origin: { kind: 'issue', made: 'issue:smartphone' },
		by: 'csw4',
		ago: 96,
		title: '近所で聞ける人が12人になった',
		kind: 'connection',
		changed: '橋詰で、スマートフォンのことを近所で聞ける人が12人になったと書きました。',
		happened: '三か月ほど前',
		evidence: '教室の名簿',
		number: { value: '12', unit: '人', meaning: '近所で聞ける人' },
		then: {
			do: 'publishAndWithdraw',
			by: 'office3',
			ago: 92,
			withdrawnAgo: 84,
			reason:
				'教室に来た人の数と、聞ける人の数を取り違えていました。数え直して、あらためて記します。',
		},
	},
	{
		key: 'names',
		origin: { kind: 'platform', made: 'platform:roles' },
		by: 'org:ふれあい水曜会',
		ago: 7,
		title: '名前で呼び合える仲間が16人になった',
		kind: 'life',
		changed:
			'頼まれごとを通して、毎月顔を合わせる方が16人になりました。互いの仕事を知らないまま、名前で呼び合っています。',
		happened: '先月',
		voices: '「名刺のいらない付き合いが、この年でできるとは思いませんでした。」',
		evidence: '毎月の記録（参加した方の名前の札）。',
		number: { value: '16', unit: '人', meaning: '毎月顔を合わせる方' },
	},
	{
		key: 'ribbon',
		origin: { kind: 'session', made: 'session:liaison1' },
		by: 'csw7',
		ago: 3,
		title: '黄色い布の訓練に、312世帯が加わった',
		kind: 'mechanism',
		changed:
			'今年の訓練で、無事を知らせる黄色い布を玄関に掛けた世帯が312になりました。そのうち74世帯は、町会に入っていない世帯でした。',
		happened: '先月',
		evidence: '当日に数えた記録（二人一組で確認）。',
		number: { value: '312', unit: '世帯', meaning: '黄色い布を掛けた世帯' },
	},
];
