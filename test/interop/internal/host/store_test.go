package host

import (
	"reflect"
	"strings"
	"testing"

	"github.com/rancher/kontainer-engine/cluster"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

var _ cluster.PersistentStore = (*Store)(nil)

func TestStoreKeepsTheWholeRecordWithEachStatus(t *testing.T) {
	store := NewStore(t.TempDir())
	record := cluster.Cluster{Name: "c-abcde", Metadata: map[string]string{"k": "v"}, NodeCount: 1 << 60}
	if err := store.PersistStatus(record, cluster.Creating); err != nil {
		t.Fatal(err)
	}
	got, err := store.Get("c-abcde")
	if err != nil {
		t.Fatal(err)
	}
	record.Status = cluster.Creating
	if !reflect.DeepEqual(got, record) {
		t.Errorf("got %+v, want %+v", got, record)
	}
	if got := Statuses(store.Writes()); !reflect.DeepEqual(got, []string{cluster.Creating}) {
		t.Errorf("statuses %v", got)
	}
}

func TestStoreAnswersNotFoundAsKubernetesDoes(t *testing.T) {
	store := NewStore(t.TempDir())
	if _, err := store.Get("c-abcde"); !apierrors.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
	if err := store.Remove("c-abcde"); err != nil {
		t.Errorf("removing what is gone: %v", err)
	}
}

func TestFrozenStoreKeepsWhatItHad(t *testing.T) {
	store := NewStore(t.TempDir())
	record := cluster.Cluster{Name: "c-abcde"}
	if err := store.PersistStatus(record, cluster.Creating); err != nil {
		t.Fatal(err)
	}
	store.Freeze()
	if store.PersistStatus(record, cluster.Error) == nil || store.Remove("c-abcde") == nil {
		t.Error("a frozen store took a write")
	}
	store.Thaw()
	if status, _ := store.GetStatus("c-abcde"); status != cluster.Creating {
		t.Errorf("status %q", status)
	}
}

func TestStoreRefusesWhatNoSecretHolds(t *testing.T) {
	record := cluster.Cluster{Name: "c-abcde", Metadata: map[string]string{"k": strings.Repeat("x", maxRecordBytes)}}
	if err := NewStore(t.TempDir()).Store(record); err == nil {
		t.Error("stored more than a Secret holds")
	}
}
