package main

import "testing"

func TestASectionTakesThePlaceOfTheOldOne(t *testing.T) {
	const text = "# Title\n\n## A\n\nold\n\n## B\n\nb\n"
	for section, want := range map[string]string{
		"## A\n\nnew\n": "# Title\n\n## A\n\nnew\n\n## B\n\nb\n",
		"## B\n\nnew\n": "# Title\n\n## A\n\nold\n\n## B\n\nnew\n",
		"## C\n\nnew\n": "# Title\n\n## A\n\nold\n\n## B\n\nb\n\n## C\n\nnew\n",
	} {
		got := replaced(text, section)
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if again := replaced(got, section); again != got {
			t.Errorf("a second time: %q", again)
		}
	}
}

func TestTheSectionsAreKeptWhenTheComparisonsAreRenewed(t *testing.T) {
	const old = "# Title\n\n## Promises\n\nold\n\n## Triggers\n\nt\n\n## Two rounds\n\nr\n\n## Signs of augmentation\n\na\n"
	const want = "\n## Signs of augmentation\n\na\n\n## Triggers\n\nt\n"
	if got := kept(old); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheFirstScreenHasTheSectionsPromises(t *testing.T) {
	const text = "# Title\n\n## Promises\n\n" + promiseHead + "| own | yes | – |\n\nmore\n\n## Many looks\n\n" + promiseHead + "| few | no | x: 3 % |\n\nend\n"
	const want = "# Title\n\n## Promises\n\n" + promiseHead + "| own | yes | – |\n| *Many looks*: few | no | x: 3 % |\n\nmore\n\n## Many looks\n\n" + promiseHead + "| few | no | x: 3 % |\n\nend\n"
	got := withAllPromises(text)
	if got != want || withAllPromises(got) != want {
		t.Errorf("got %q", got)
	}
}
