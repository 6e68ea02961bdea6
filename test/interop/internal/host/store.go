package host

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/rancher/kontainer-engine/cluster"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// maxRecordBytes is what the API server takes in a Secret, which is where Rancher keeps the record.
const maxRecordBytes = 1 << 20

// Write is one record as it was handed to the store, in the order of the writes.
type Write struct {
	Status   string
	Metadata map[string]string
}

// Store keeps each cluster's record as a JSON file, after clusterprovisioner.engineStore: the status is no column of
// its own, so every change of status writes the whole record. It implements cluster.PersistentStore.
type Store struct {
	directory string

	mu     sync.Mutex
	frozen bool
	writes []Write
}

// NewStore keeps records in an existing directory.
func NewStore(directory string) *Store { return &Store{directory: directory} }

// Freeze makes all further writes fail, as they would for a Rancher that is gone. Thaw ends that.
func (s *Store) Freeze() { s.setFrozen(true) }

// Thaw is Rancher coming back, to find the record as it was when Freeze was called.
func (s *Store) Thaw() { s.setFrozen(false) }

// Writes returns what was written since the last call.
func (s *Store) Writes() []Write {
	s.mu.Lock()
	defer s.mu.Unlock()
	writes := s.writes
	s.writes = nil
	return writes
}

// Get returns the record, or the NotFound error of the Kubernetes API, which cluster.Remove takes for success.
func (s *Store) Get(name string) (cluster.Cluster, error) {
	var record cluster.Cluster
	data, err := os.ReadFile(s.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return record, apierrors.NewNotFound(schema.GroupResource{Resource: "secrets"}, name)
	}
	if err != nil {
		return record, fmt.Errorf("read record of %s: %w", name, err)
	}
	if err := json.Unmarshal(data, &record); err != nil {
		return record, fmt.Errorf("decode record of %s: %w", name, err)
	}
	return record, nil
}

// GetStatus returns the stored status.
func (s *Store) GetStatus(name string) (string, error) {
	record, err := s.Get(name)
	return record.Status, err
}

// Store writes the record.
func (s *Store) Store(record cluster.Cluster) error {
	data, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("encode record of %s: %w", record.Name, err)
	}
	if len(data) > maxRecordBytes {
		return fmt.Errorf("store record of %s: %d bytes do not fit into a Secret", record.Name, len(data))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frozen {
		return fmt.Errorf("store record of %s: the host is gone", record.Name)
	}
	s.writes = append(s.writes, Write{record.Status, record.Metadata})
	return os.WriteFile(s.path(record.Name), data, 0o600)
}

// PersistStatus writes the record with another status; the caller's copy keeps the one that it has.
func (s *Store) PersistStatus(record cluster.Cluster, status string) error {
	record.Status = status
	return s.Store(record)
}

// Remove forgets the record; one that does not exist is forgotten already.
func (s *Store) Remove(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frozen {
		return fmt.Errorf("remove record of %s: the host is gone", name)
	}
	if err := os.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove record of %s: %w", name, err)
	}
	return nil
}

// Statuses returns the statuses of the writes without immediate repetitions.
func Statuses(writes []Write) []string {
	var statuses []string
	for _, write := range writes {
		statuses = append(statuses, write.Status)
	}
	return slices.Compact(statuses)
}

func (s *Store) path(name string) string { return filepath.Join(s.directory, name+".json") }

func (s *Store) setFrozen(frozen bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frozen = frozen
}
