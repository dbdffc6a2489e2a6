// Tlogcheck checks proofs of ours with Go's sumdb packages, which none of us wrote. It reads JSON cases from
// standard input and prints "ok" or the refusal for each, one a line.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type testCase struct {
	Entry, Proof string   // inclusion: the entry and its tlog-proof
	Old, New     string   // consistency: two checkpoints
	Hashes       []string // and the proof between them, base64
}

func main() {
	var input struct {
		Key   string
		Cases []testCase
	}
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		panic(err)
	}
	verifier, err := note.NewVerifier(input.Key)
	if err != nil {
		panic(err)
	}
	for _, c := range input.Cases {
		if err := c.check(verifier); err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok")
		}
	}
}

func (c testCase) check(verifier note.Verifier) error {
	if c.Proof == "" {
		oldSize, oldRoot, err := head(c.Old, verifier)
		if err != nil {
			return err
		}
		size, root, err := head(c.New, verifier)
		if err != nil {
			return err
		}
		hashes, err := parseHashes(c.Hashes)
		if err != nil {
			return err
		}
		return tlog.CheckTree(hashes, size, root, oldSize, oldRoot)
	}
	top, checkpoint, _ := strings.Cut(c.Proof, "\n\n")
	lines := strings.Split(top, "\n")
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return fmt.Errorf("not a tlog-proof")
	}
	index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
	if err != nil {
		return err
	}
	size, root, err := head(checkpoint, verifier)
	if err != nil {
		return err
	}
	hashes, err := parseHashes(lines[2:])
	if err != nil {
		return err
	}
	return tlog.CheckRecord(hashes, size, root, index, tlog.RecordHash([]byte(c.Entry)))
}

func head(checkpoint string, verifier note.Verifier) (int64, tlog.Hash, error) {
	opened, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return 0, tlog.Hash{}, fmt.Errorf("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return size, root, err
}

func parseHashes(lines []string) (hashes []tlog.Hash, err error) {
	for _, line := range lines {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(raw) != tlog.HashSize {
			return nil, fmt.Errorf("not a hash")
		}
		hashes = append(hashes, tlog.Hash(*(*[tlog.HashSize]byte)(raw)))
	}
	return hashes, nil
}
