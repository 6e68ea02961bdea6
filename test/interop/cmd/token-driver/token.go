package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rancher/kontainer-engine/types"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

const (
	namespaceName    = "cattle-system"
	accountName      = "kontainer-engine"
	roleName         = "cluster-admin"
	bindingName      = "system-netes-default-clusterRoleBinding"
	accountLabel     = "cattle.io/service-account.name"
	secretReference  = "rancher.io/service-account.secret-ref"
	tokenWait        = 250 * time.Millisecond
	longestTokenWait = 2 * time.Second
	tokenTimeout     = time.Minute
)

// serviceAccountToken makes what holds Rancher's token, one request after the other, as Go drivers do it. The helper of
// the public kontainer-engine module cannot be used: it asks for RBAC v1beta1 and for secrets that Kubernetes makes of
// itself, which are gone since 1.22 and 1.24.
func serviceAccountToken(ctx context.Context, info *types.ClusterInfo) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, tokenTimeout)
	defer cancel()
	client, err := connect(info)
	if err != nil {
		return "", fmt.Errorf("connect to the cluster: %w", err)
	}
	if err := ensureNamespace(ctx, client); err != nil {
		return "", fmt.Errorf("make namespace: %w", err)
	}
	account, err := ensureAccount(ctx, client)
	if err != nil {
		return "", fmt.Errorf("make service account: %w", err)
	}
	if err := ensureAdministrator(ctx, client); err != nil {
		return "", fmt.Errorf("bind service account: %w", err)
	}
	name, err := ensureSecret(ctx, client, account)
	if err != nil {
		return "", fmt.Errorf("make token secret: %w", err)
	}
	return awaitToken(ctx, client, name)
}

func connect(info *types.ClusterInfo) (kubernetes.Interface, error) {
	authority, err := base64.StdEncoding.DecodeString(info.GetRootCaCertificate())
	if err != nil {
		return nil, err
	}
	certificate, err := base64.StdEncoding.DecodeString(info.GetClientCertificate())
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(info.GetClientKey())
	if err != nil {
		return nil, err
	}
	return kubernetes.NewForConfig(&rest.Config{
		Host:            info.GetEndpoint(),
		TLSClientConfig: rest.TLSClientConfig{CAData: authority, CertData: certificate, KeyData: key},
	})
}

func ensureNamespace(ctx context.Context, client kubernetes.Interface) error {
	namespaces := client.CoreV1().Namespaces()
	_, err := namespaces.Get(ctx, namespaceName, metav1.GetOptions{})
	if !apierrors.IsNotFound(err) {
		return err
	}
	wanted := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespaceName}}
	_, err = namespaces.Create(ctx, wanted, metav1.CreateOptions{})
	return unlessExists(err)
}

func ensureAccount(ctx context.Context, client kubernetes.Interface) (*corev1.ServiceAccount, error) {
	accounts := client.CoreV1().ServiceAccounts(namespaceName)
	account, err := accounts.Get(ctx, accountName, metav1.GetOptions{})
	if !apierrors.IsNotFound(err) {
		return account, err
	}
	wanted := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: accountName}}
	return accounts.Create(ctx, wanted, metav1.CreateOptions{})
}

func ensureAdministrator(ctx context.Context, client kubernetes.Interface) error {
	roles, bindings := client.RbacV1().ClusterRoles(), client.RbacV1().ClusterRoleBindings()
	_, err := roles.Get(ctx, roleName, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		all := []string{"*"}
		_, err = roles.Create(ctx, &rbacv1.ClusterRole{
			ObjectMeta: metav1.ObjectMeta{Name: roleName},
			Rules: []rbacv1.PolicyRule{
				{APIGroups: all, Resources: all, Verbs: all},
				{NonResourceURLs: all, Verbs: all},
			},
		}, metav1.CreateOptions{})
	}
	if err := unlessExists(err); err != nil {
		return err
	}
	_, err = bindings.Get(ctx, bindingName, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		_, err = bindings.Create(ctx, &rbacv1.ClusterRoleBinding{
			ObjectMeta: metav1.ObjectMeta{Name: bindingName},
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: roleName},
			Subjects:   []rbacv1.Subject{{Kind: "ServiceAccount", Namespace: namespaceName, Name: accountName}},
		}, metav1.CreateOptions{})
	}
	return unlessExists(err)
}

// ensureSecret returns the name of the secret that the account points to, and makes it if there is none.
func ensureSecret(ctx context.Context, client kubernetes.Interface, account *corev1.ServiceAccount) (string, error) {
	if reference, found := strings.CutPrefix(account.Annotations[secretReference], namespaceName+"/"); found {
		return reference, nil
	}
	secret, err := client.CoreV1().Secrets(namespaceName).Create(ctx, &corev1.Secret{
		Type: corev1.SecretTypeServiceAccountToken,
		ObjectMeta: metav1.ObjectMeta{
			GenerateName: accountName + "-token-",
			Labels:       map[string]string{accountLabel: accountName},
			Annotations:  map[string]string{corev1.ServiceAccountNameKey: accountName},
			OwnerReferences: []metav1.OwnerReference{
				{APIVersion: "v1", Kind: "ServiceAccount", Name: accountName, UID: account.UID},
			},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		return "", err
	}
	pointing := account.DeepCopy()
	metav1.SetMetaDataAnnotation(&pointing.ObjectMeta, secretReference, namespaceName+"/"+secret.Name)
	_, err = client.CoreV1().ServiceAccounts(namespaceName).Update(ctx, pointing, metav1.UpdateOptions{})
	return secret.Name, err
}

func awaitToken(ctx context.Context, client kubernetes.Interface, name string) (string, error) {
	for wait := tokenWait; ; wait = min(2*wait, longestTokenWait) {
		secret, err := client.CoreV1().Secrets(namespaceName).Get(ctx, name, metav1.GetOptions{})
		if err != nil {
			return "", fmt.Errorf("read token secret: %w", err)
		}
		if token := secret.Data[corev1.ServiceAccountTokenKey]; len(token) > 0 {
			return string(token), nil
		}
		select {
		case <-ctx.Done():
			return "", errors.Join(errors.New("the token secret was not filled"), ctx.Err())
		case <-time.After(wait):
		}
	}
}

func unlessExists(err error) error {
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}
