// Reads texts as the programs of Kubernetes do, for the tests that hold our readers against theirs.
//
// Standard input has a JSON string on each line. For each, standard output has a line: by reader, `{"value": [objects]}` or
// `{"error": "why"}`. `v2`, `v3` and `sigs` decode every document of the text; `kubectl` and `kustomize` give the objects
// that these make of a file: documents split in their way, lists expanded.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	yaml2 "go.yaml.in/yaml/v2"
	yaml3 "go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/kustomize/api/provider"
	sigs "sigs.k8s.io/yaml"
)

type answer struct {
	Value []any  `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
}

var readers = map[string]func(text []byte) ([]any, error){
	"v2":        readV2,
	"v3":        readV3,
	"sigs":      readSigs,
	"kubectl":   readKubectl,
	"kustomize": readKustomize,
}

func main() {
	in := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		var text string
		if err := in.Decode(&text); err == io.EOF {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		answers := map[string]answer{}
		for name, read := range readers {
			answers[name] = ask(read, text)
		}
		if err := encoder.Encode(answers); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func ask(read func([]byte) ([]any, error), text string) (result answer) {
	defer func() {
		if reason := recover(); reason != nil {
			result = answer{Error: fmt.Sprint("panic: ", reason)}
		}
	}()
	values, err := read([]byte(text))
	if err != nil {
		return answer{Error: err.Error()}
	}
	for index, value := range values {
		values[index] = jsonable(value)
	}
	return answer{Value: values}
}

// jsonable gives maps the keys that JSON can have, and numbers that it lacks a name.
func jsonable(value any) any {
	switch typed := value.(type) {
	case map[any]any:
		object := map[string]any{}
		for key, member := range typed {
			object[fmt.Sprint(key)] = jsonable(member)
		}
		return object
	case map[string]any:
		for key, member := range typed {
			typed[key] = jsonable(member)
		}
	case []any:
		for index, member := range typed {
			typed[index] = jsonable(member)
		}
	case float64:
		if math.IsNaN(typed) || math.IsInf(typed, 0) {
			return fmt.Sprint(typed)
		}
	}
	return value
}

func readV2(text []byte) ([]any, error) {
	decoder := yaml2.NewDecoder(bytes.NewReader(text))
	return decodeAll(func(into any) error { return decoder.Decode(into) })
}

func readV3(text []byte) ([]any, error) {
	decoder := yaml3.NewDecoder(bytes.NewReader(text))
	return decodeAll(func(into any) error { return decoder.Decode(into) })
}

func decodeAll(decode func(into any) error) ([]any, error) {
	values := []any{}
	for {
		var value any
		if err := decode(&value); errors.Is(err, io.EOF) {
			return values, nil
		} else if err != nil {
			return nil, err
		}
		values = append(values, value)
	}
}

// readSigs reads the first document, which is all that sigs.k8s.io/yaml knows of.
func readSigs(text []byte) ([]any, error) {
	var value any
	if err := sigs.Unmarshal(text, &value); err != nil {
		return nil, err
	}
	return []any{value}, nil
}

// readKubectl follows k8s.io/cli-runtime, pkg/resource/visitor.go: StreamVisitor, and FlattenListVisitor behind it.
func readKubectl(text []byte) ([]any, error) {
	decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	objects := []any{}
	for {
		raw := runtime.RawExtension{}
		if err := decoder.Decode(&raw); errors.Is(err, io.EOF) {
			return objects, nil
		} else if err != nil {
			return nil, err
		}
		raw.Raw = bytes.TrimSpace(raw.Raw)
		if len(raw.Raw) == 0 || bytes.Equal(raw.Raw, []byte("null")) {
			continue
		}
		object, _, err := unstructured.UnstructuredJSONScheme.Decode(raw.Raw, nil, nil)
		if err != nil {
			return nil, err
		}
		pending := []runtime.Object{object}
		for len(pending) > 0 {
			object, pending = pending[0], pending[1:]
			if !meta.IsListType(object) {
				objects = append(objects, object.(*unstructured.Unstructured).Object)
				continue
			}
			items, err := meta.ExtractList(object)
			if err != nil {
				return nil, err
			}
			if errs := runtime.DecodeList(items, unstructured.UnstructuredJSONScheme); len(errs) > 0 {
				return nil, errors.Join(errs...)
			}
			pending = append(pending, items...)
		}
	}
}

var factory = provider.NewDefaultDepProvider().GetResourceFactory()

func readKustomize(text []byte) ([]any, error) {
	nodes, err := factory.RNodesFromBytes(text)
	if err != nil {
		return nil, err
	}
	objects := []any{}
	for _, node := range nodes {
		object, err := node.Map()
		if err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}
