// Checks a log's public files with golang.org/x/mod/sumdb: the checkpoint's signature, the hashes of every tile of level 0
// and, through x/mod's own tile reader, an inclusion proof for every entry and the root.
//
//	go run verify.go DIR VKEY
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type directory string

func (d directory) Height() int { return 8 }

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	dir, vkey := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(vkey)
	check(err)
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	var hash tlog.Hash
	copy(hash[:], root)
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: hash}, directory(dir))
	for index := int64(0); index < size; index++ {
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err)
		proof, err := tlog.ProveRecord(size, index, reader)
		check(err)
		check(tlog.CheckRecord(proof, size, hash, index, leaf[0]))
	}
	computed, err := tlog.TreeHash(size, reader)
	check(err)
	if !bytes.Equal(computed[:], root) {
		check(fmt.Errorf("root differs"))
	}
	fmt.Printf("verified %d\n", size)
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
