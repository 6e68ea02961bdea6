package reference

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
)

// instance is a cluster in the make-believe cloud.
type instance struct {
	Version   string `json:"version"`
	Nodes     int64  `json:"nodes"`
	Authority string `json:"authority"`
	// Creates counts the creates that found no such cluster: a second one would be a duplicate.
	Creates int `json:"creates"`
}

// cloud holds the instances, in a file if it is given one, because a host starts a process for each operation.
type cloud struct {
	mu        sync.Mutex
	path      string
	instances map[string]instance
}

func newCloud(path string) *cloud { return &cloud{path: path, instances: map[string]instance{}} }

// change lets edit work on the instances and then keeps the result.
func (c *cloud) change(edit func(map[string]instance) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.load(); err != nil {
		return err
	}
	if err := edit(c.instances); err != nil {
		return err
	}
	return c.save()
}

// find returns the instance and whether it exists.
func (c *cloud) find(name string) (instance, bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.load()
	found, ok := c.instances[name]
	return found, ok, err
}

func (c *cloud) load() error {
	if c.path == "" {
		return nil
	}
	data, err := os.ReadFile(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read state: %w", err)
	}
	c.instances = map[string]instance{}
	if err := json.Unmarshal(data, &c.instances); err != nil {
		return fmt.Errorf("read state: %w", err)
	}
	return nil
}

// save replaces the file in one go: a host may kill the driver at any moment.
func (c *cloud) save() error {
	if c.path == "" {
		return nil
	}
	data, err := json.Marshal(c.instances)
	if err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	if err := os.WriteFile(c.path+".new", data, 0o600); err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	if err := os.Rename(c.path+".new", c.path); err != nil {
		return fmt.Errorf("write state: %w", err)
	}
	return nil
}
